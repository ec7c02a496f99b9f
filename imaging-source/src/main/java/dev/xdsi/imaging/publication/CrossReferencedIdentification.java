package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Found;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.NoneThere;
import dev.xdsi.transaction.iti45.PatientIdentifierAnswer.Refused;
import dev.xdsi.transaction.iti45.PatientIdentifierQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Patient Identifier Cross-reference Manager is asked for the affinity domain's id (ITI-45). */
public final class CrossReferencedIdentification implements PatientIdentification {
    private static final Logger LOG = LoggerFactory.getLogger(CrossReferencedIdentification.class);

    private final PatientDomains domains;
    private final Oid domain;
    private final Transaction<PatientIdentifierQuery, PatientIdentifierAnswer> manager;
    private final Supplier<Oid> uids;

    /** @param domain the affinity domain */
    public CrossReferencedIdentification(
            PatientDomains domains,
            Oid domain,
            Transaction<PatientIdentifierQuery, PatientIdentifierAnswer> manager,
            Supplier<Oid> uids) {
        this.domains = domains;
        this.domain = domain;
        this.manager = manager;
        this.uids = uids;
    }

    @Override
    public Identified identify(PatientKey patient) {
        Optional<PatientId> departmental = domains.sourcePatientId(patient);
        if (departmental.isEmpty()) {
            return new Identified.Never(domains.isOfAStranger(patient));
        }
        if (departmental.get().assigningAuthority().equals(domain)) {
            return new Identified.As(departmental.get());
        }
        try {
            return understood(manager.perform(
                    new PatientIdentifierQuery(uids.get(), departmental.get(), domain), Caller.self(Caller.ANONYMOUS)));
        } catch (RuntimeException away) {
            LOG.warn("the cross-reference manager does not answer", away);
            return notYet("the manager does not answer");
        }
    }

    /** Of two ids of one patient in one domain nobody here can say which is his: a merge is under way, and its end awaited. */
    private static Identified understood(PatientIdentifierAnswer answer) {
        return switch (answer) {
            case Found(List<PatientId> ids) when ids.size() == 1 -> new Identified.As(ids.getFirst());
            case Found several -> notYet("the patient has several ids in the affinity domain");
            case NoneThere none -> notYet("the patient has no id in the affinity domain yet");
            case Refused refused -> notYet("the patient is not known to the manager yet");
        };
    }

    private static Identified notYet(String why) {
        return new Identified.NotYet(CROSS_REFERENCE + why);
    }
}
