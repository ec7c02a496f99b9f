package dev.xdsi.registry.iti44;

import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.hl7v3.AcknowledgementCodec;
import dev.xdsi.soap.hl7v3.PatientIdentityFeedCodec;
import dev.xdsi.soap.hl7v3.Stamp;
import dev.xdsi.soap.hl7v3.UnreadableMessageException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti44.Acknowledgement;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest;
import dev.xdsi.wsdl.hl7v3.MCCIIN000002UV01;
import dev.xdsi.wsdl.hl7v3.Message;
import dev.xdsi.wsdl.hl7v3.PRPAIN201301UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201302UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201304UV02;
import dev.xdsi.wsdl.xdsb.PatientIdentityFeedPortType;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/** The Document Registry behind SOAP 1.2 as the receiver of ITI-44 (ITI TF-2: 3.44.5): whatever can be read is acknowledged. */
public final class PatientIdentityFeedV3Endpoint implements PatientIdentityFeedPortType {
    private static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";

    /** Other software says more than is named in our schema. */
    public static final SoapContract<PatientIdentityFeedPortType> CONTRACT = new SoapContract<>(
            PatientIdentityFeedPortType.class,
            "wsdl/PatientIdentityFeed.wsdl",
            new QName(NAMESPACE, "PatientIdentityFeed_Service"),
            new QName(NAMESPACE, "PatientIdentityFeed_Port_Soap12"),
            SoapContract.Packaging.SIMPLE,
            true);

    private final Transaction<PatientIdentityFeedRequest, Acknowledgement> feed;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public PatientIdentityFeedV3Endpoint(
            Transaction<PatientIdentityFeedRequest, Acknowledgement> feed, Supplier<UUID> ids, InstantSource clock) {
        this.feed = feed;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public MCCIIN000002UV01 documentRegistryPRPAIN201301UV02(PRPAIN201301UV02 body) {
        return answer(body, () -> PatientIdentityFeedCodec.decode(body));
    }

    @Override
    public MCCIIN000002UV01 documentRegistryPRPAIN201302UV02(PRPAIN201302UV02 body) {
        return answer(body, () -> PatientIdentityFeedCodec.decode(body));
    }

    @Override
    public MCCIIN000002UV01 documentRegistryPRPAIN201304UV02(PRPAIN201304UV02 body) {
        return answer(body, () -> PatientIdentityFeedCodec.decode(body));
    }

    private MCCIIN000002UV01 answer(Message body, Supplier<PatientIdentityFeedRequest> reading) {
        return AcknowledgementCodec.encode(acknowledge(reading), body, Stamp.of(ids, clock));
    }

    private Acknowledgement acknowledge(Supplier<PatientIdentityFeedRequest> reading) {
        try {
            return feed.perform(reading.get(), SoapCall.current().caller());
        } catch (UnreadableMessageException unreadable) {
            return new Acknowledgement.Refused(unreadable.text());
        }
    }
}
