package dev.xdsi.consumer.iti55;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.hl7v3.PatientDiscoveryRequestCodec;
import dev.xdsi.soap.hl7v3.PatientDiscoveryResponseCodec;
import dev.xdsi.soap.hl7v3.Stamp;
import dev.xdsi.soap.hl7v3.UnreadableMessageException;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti55.DetectedIssue;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.wsdl.hl7v3.PRPAIN201305UV02;
import dev.xdsi.wsdl.hl7v3.PRPAIN201306UV02;
import dev.xdsi.wsdl.xcpd.RespondingGatewayPortType;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/** The Responding Gateway behind SOAP 1.2: ITI-55 (ITI TF-2: 3.55.6). */
public final class CrossGatewayPatientDiscoveryEndpoint implements RespondingGatewayPortType {
    private static final String NAMESPACE = "urn:ihe:iti:xcpd:2009";

    /** Other software says more than is named in our schema. */
    public static final SoapContract<RespondingGatewayPortType> CONTRACT = new SoapContract<>(
            RespondingGatewayPortType.class,
            "wsdl/PatientDiscovery.wsdl",
            new QName(NAMESPACE, "RespondingGateway_Service"),
            new QName(NAMESPACE, "RespondingGateway_Port_Soap12"),
            SoapContract.Packaging.SIMPLE,
            true);

    private final Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> discovery;
    private final HomeCommunityId us;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public CrossGatewayPatientDiscoveryEndpoint(
            Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> discovery,
            HomeCommunityId us,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.discovery = discovery;
        this.us = us;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public PRPAIN201306UV02 respondingGatewayPRPAIN201305UV02(PRPAIN201305UV02 body) {
        return PatientDiscoveryResponseCodec.encode(answer(body), body, us, Stamp.of(ids, clock));
    }

    private PatientDiscoveryResponse answer(PRPAIN201305UV02 body) {
        try {
            return discovery.perform(
                    PatientDiscoveryRequestCodec.decode(body),
                    SoapCall.current().caller());
        } catch (UnreadableMessageException unreadable) {
            return new PatientDiscoveryResponse.Failed(DetectedIssue.ANSWER_NOT_AVAILABLE, unreadable.text());
        }
    }
}
