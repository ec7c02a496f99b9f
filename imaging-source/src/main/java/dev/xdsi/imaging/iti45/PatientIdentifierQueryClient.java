package dev.xdsi.imaging.iti45;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.hl7v3.PatientIdentifierCodec;
import dev.xdsi.soap.hl7v3.Stamp;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer;
import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import dev.xdsi.wsdl.pixv3.PIXManagerPortType;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/** ITI-45 at a Patient Identifier Cross-reference Manager, over SOAP (ITI TF-2: 3.45.4.1). */
public final class PatientIdentifierQueryClient
        implements Transaction<PatientIdentifierQuery, PatientIdentifierAnswer> {
    private static final String NAMESPACE = "urn:ihe:iti:pixv3:2007";

    /** Other software says more than is named in our schema. */
    private static final SoapContract<PIXManagerPortType> CONTRACT = new SoapContract<>(
            PIXManagerPortType.class,
            "wsdl/PatientIdentifierCrossReference.wsdl",
            new QName(NAMESPACE, "PIXManager_Service"),
            new QName(NAMESPACE, "PIXManager_Port_Soap12"),
            SoapContract.Packaging.SIMPLE,
            true);

    private final PIXManagerPortType manager;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public PatientIdentifierQueryClient(SoapClients clients, URI address, Supplier<UUID> ids, InstantSource clock) {
        this.manager = clients.connect(CONTRACT, address);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public PatientIdentifierAnswer perform(PatientIdentifierQuery query, Caller caller) {
        return PatientIdentifierCodec.decode(
                OnBehalf.of(
                        caller,
                        () -> manager.pixManagerPRPAIN201309UV02(
                                PatientIdentifierCodec.encode(query, Stamp.of(ids, clock)))),
                query.domain());
    }
}
