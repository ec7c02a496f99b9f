package dev.xdsi.consumer;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.consumer.discovery.DiscoveryPartner;
import dev.xdsi.consumer.iti55.CrossGatewayPatientDiscovery;
import dev.xdsi.consumer.iti55.CrossGatewayPatientDiscoveryClient;
import dev.xdsi.consumer.iti55.CrossGatewayPatientDiscoveryEndpoint;
import dev.xdsi.consumer.iti55.KnownPatients;
import dev.xdsi.consumer.trail.PatientDiscoveryAudit;
import dev.xdsi.consumer.trail.Side;
import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti55.DetectedIssue;
import dev.xdsi.transaction.iti55.PatientDiscoveryRequest;
import dev.xdsi.transaction.iti55.PatientDiscoveryResponse;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Cross-Community Patient Discovery (ITI TF-1: 27): our Responding Gateway, which says who our patients are, and those of others, which
 * our Initiating Gateway asks; each with its duties around it.
 */
public final class PatientDiscovery {
    private final HomeCommunityId us;
    private final AuditTrail audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public PatientDiscovery(HomeCommunityId us, AuditTrail audit, Supplier<UUID> ids, InstantSource clock) {
        this.us = us;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What answers other communities.
     *
     * @param address at which they call, as audit messages name it
     */
    public CrossGatewayPatientDiscoveryEndpoint responding(
            KnownPatients patients, ConsentDecisionPoint consent, URI address) {
        Transaction<PatientDiscoveryRequest, PatientDiscoveryResponse> discovery = new FailureBoundary(
                        ErrorCode.XDSRegistryError, "the gateway", ids)
                .around(
                        audit.around(
                                new CrossGatewayPatientDiscovery(patients, consent, us),
                                new PatientDiscoveryAudit(Side.SERVING, audit.context(), address, us)),
                        error ->
                                new PatientDiscoveryResponse.Failed(DetectedIssue.INTERNAL_ERROR, error.codeContext()));
        return new CrossGatewayPatientDiscoveryEndpoint(discovery, us, ids, clock);
    }

    /** Another community's Responding Gateway, which is called at {@code address}. */
    public DiscoveryPartner initiating(SoapClients clients, RemoteCommunity community, URI address, int atOnce) {
        return new DiscoveryPartner(
                community.home(),
                community.patientAuthority(),
                audit.towards(community.name())
                        .around(
                                new CrossGatewayPatientDiscoveryClient(clients, address, ids, clock),
                                new PatientDiscoveryAudit(Side.CALLING, audit.context(), address, community.home())),
                atOnce);
    }
}
