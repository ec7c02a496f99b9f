package dev.xdsi.registry;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3Audit;
import dev.xdsi.registry.iti44.PatientIdentityFeedV3Endpoint;
import dev.xdsi.registry.patients.IdentityFeed;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.soap.server.FailureBoundary;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti44.Acknowledgement;
import dev.xdsi.transaction.iti44.PatientIdentityFeedRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The Document Registry as the receiver of Patient Identity Feed HL7 V3 [ITI-44]: the transaction with its duties around it. */
public final class PatientFeedV3 {
    private PatientFeedV3() {}

    /** What passes through from outside. */
    public record Surroundings(AuditTrail audit, InstantSource clock, Supplier<UUID> ids) {}

    /**
     * Takes messages about the patients of one affinity domain, named by its assigning authority.
     *
     * @param address at which Patient Identity Sources call, as audit messages name it
     */
    public static PatientIdentityFeedV3Endpoint endpoint(
            PatientStore patients, Oid affinityDomain, URI address, Surroundings surroundings) {
        AuditTrail audit = surroundings.audit();
        Transaction<PatientIdentityFeedRequest, Acknowledgement> feed = new FailureBoundary(
                        ErrorCode.XDSRegistryError, "the registry", surroundings.ids())
                .around(
                        audit.around(
                                new PatientIdentityFeedV3(new IdentityFeed(patients, affinityDomain)),
                                new PatientIdentityFeedV3Audit(audit.context(), address)),
                        error -> new Acknowledgement.Refused(error.codeContext()));
        return new PatientIdentityFeedV3Endpoint(feed, surroundings.ids(), surroundings.clock());
    }
}
