package dev.xdsi.registry;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.model.Oid;
import dev.xdsi.registry.iti8.Acknowledgement;
import dev.xdsi.registry.iti8.PatientIdentityFeed;
import dev.xdsi.registry.iti8.PatientIdentityFeedAudit;
import dev.xdsi.registry.iti8.PatientIdentityFeedEndpoint;
import dev.xdsi.registry.iti8.PatientIdentityFeedRequest;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.patients.IdentityFeed;
import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The Document Registry as the receiver of Patient Identity Feed [ITI-8] (ITI TF-1: 10.1.1.3): what it does with a message, and where. */
public final class PatientFeed {
    private final MllpListener.Service service;

    /**
     * What passes through from outside.
     *
     * @param strangers where senders are reported that could not prove which node they are
     */
    public record Surroundings(
            AuditTrail audit, NodeAuthenticationFailures strangers, InstantSource clock, Supplier<UUID> ids) {}

    /** Takes messages about the patients of one affinity domain, named by its assigning authority. */
    public PatientFeed(PatientStore patients, Oid affinityDomain, MllpLimits limits, Surroundings surroundings) {
        AuditTrail audit = surroundings.audit();
        Transaction<PatientIdentityFeedRequest, Acknowledgement> feed = audit.around(
                new PatientIdentityFeed(new IdentityFeed(patients, affinityDomain)),
                new PatientIdentityFeedAudit(audit.context()));
        this.service = new MllpListener.Service(
                new PatientIdentityFeedEndpoint(feed, surroundings.clock(), surroundings.ids()),
                limits,
                surroundings.strangers()::refused);
    }

    /** Opens a port; the listener is the caller's to close. */
    public MllpListener listen(MllpPort port) throws IOException {
        return MllpListener.open(port, service);
    }
}
