package dev.xdsi.consent;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The patients of the affinity domain: whom the Patient Identity Feed told of, and for whom anything is registered. Where that cannot be
 * found out, everybody is known, so that a consent may count too often and never too seldom.
 *
 * @param registry over everything that is registered, whoever asks
 */
public record KnownPatients(Predicate<PatientId> fed, AskedRegistry registry) implements Predicate<PatientId> {
    private static final Logger LOG = LoggerFactory.getLogger(KnownPatients.class);

    @Override
    public boolean test(PatientId patient) {
        try {
            return fed.test(patient) || registry.hasDocumentsOf(patient, Caller.self(Caller.ANONYMOUS));
        } catch (RuntimeException e) {
            LOG.error("it is not known whether a patient is one of the affinity domain", e);
            return true;
        }
    }
}
