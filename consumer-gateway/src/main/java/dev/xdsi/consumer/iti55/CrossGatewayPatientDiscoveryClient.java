package dev.xdsi.consumer.iti55;

import dev.xdsi.consumer.partner.Partner;
import dev.xdsi.soap.client.OnBehalf;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.hl7v3.PatientDiscoveryRequestCodec;
import dev.xdsi.soap.hl7v3.PatientDiscoveryResponseCodec;
import dev.xdsi.soap.hl7v3.Stamp;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import dev.xdsi.wsdl.xcpd.RespondingGatewayPortType;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Cross Gateway Patient Discovery [ITI-55] at another community's Responding Gateway, over SOAP (ITI TF-2: 3.55.4.1). */
public final class CrossGatewayPatientDiscoveryClient
        implements Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> {
    private final Partner gateway;
    private final RespondingGatewayPortType port;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public CrossGatewayPatientDiscoveryClient(
            SoapClients clients, URI address, Supplier<UUID> ids, InstantSource clock) {
        this.gateway = new Partner("the gateway", address);
        this.port = clients.connect(CrossGatewayPatientDiscoveryEndpoint.CONTRACT, address);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public PatientDiscoveryResponse perform(PatientDiscoveryRequest request, Caller caller) {
        return gateway.call(() -> PatientDiscoveryResponseCodec.decode(OnBehalf.of(
                caller,
                () -> port.respondingGatewayPRPAIN201305UV02(
                        PatientDiscoveryRequestCodec.encode(request, Stamp.of(ids, clock))))));
    }
}
