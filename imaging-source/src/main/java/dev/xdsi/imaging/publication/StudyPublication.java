package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.StudyContents;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.publication.DueStudy.PreparedManifest;
import dev.xdsi.imaging.publication.DueStudy.PreparedWithdrawal;
import dev.xdsi.imaging.rad68.ManifestSubmission;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at publishing a study. Whatever goes wrong, a study is published later, or held with a reason; it is never lost. */
public final class StudyPublication implements PublicationStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(StudyPublication.class);
    static final String NEEDS_PATIENT = "needs a patient id: ";

    private final ManifestPreparation preparation;
    private final PublicationPolicy policy;
    private final PatientIdentification patients;
    private final Repository repository;
    private final StudyWithdrawal withdrawal;
    private final PublicationStore store;
    private final Publisher.Timing timing;

    /** The repository that takes the manifests, and what is said to it. */
    public record Repository(
            ManifestSubmission submission,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> provideAndRegister) {}

    /** Who hears of manifests: that there is one, and that there is none any longer. */
    public record Told(Repository repository, StudyWithdrawal withdrawal) {}

    /** By which rules it is decided what is published, and for whom. */
    public record Rules(PublicationPolicy policy, PatientIdentification patients) {}

    public StudyPublication(
            ManifestPreparation preparation, Rules rules, Told told, PublicationStore store, Publisher.Timing timing) {
        this.preparation = preparation;
        this.policy = rules.policy();
        this.patients = rules.patients();
        this.repository = told.repository();
        this.withdrawal = told.withdrawal();
        this.store = store;
        this.timing = timing;
    }

    @Override
    public Attempt attempt(DueStudy due) {
        try {
            return switch (due.unfinished()) {
                case null -> fresh(due);
                case PreparedManifest prepared -> again(due, prepared);
                case PreparedWithdrawal prepared -> withdrawal.send(due, prepared);
            };
        } catch (IOException | RuntimeException failure) {
            LOG.warn("study {} cannot be published now", due.study(), failure);
            return new Attempt.Postponed(describe(failure), timing.retryAfter(due.failures()));
        }
    }

    private Attempt fresh(DueStudy due) throws IOException {
        List<StoredInstance> instances = preparation.shared(due.study(), store.heldSeries(due.study()));
        if (instances.isEmpty()) {
            return due.published() == null
                    ? new Attempt.NothingToShare(due.changes())
                    : withdrawal.begin(due, due.published(), due.changes());
        }
        StudyHeader header = preparation.header(instances);
        PublicationRule rule = policy.rule(header);
        List<StoredInstance> published = instances.stream()
                .filter(instance -> rule.then().instances().includes(instance.sopClassUID()))
                .toList();
        if (!rule.then().publish() || published.isEmpty()) {
            return withhold(due, rule);
        }
        Instant notBefore = due.changedAt().plus(rule.then().delay());
        if (notBefore.isAfter(now())) {
            return delayed(due, published, rule, notBefore);
        }
        StudyHeader listed = published.size() == instances.size() ? header : preparation.header(published);
        return publish(due, preparation.contents(due.study(), listed, published), rule);
    }

    /** A delay is of what came last. What is registered and not to be shared any more is taken out at once. */
    private Attempt delayed(DueStudy due, List<StoredInstance> shared, PublicationRule rule, Instant notBefore)
            throws IOException {
        Withdrawal.Standing standing = due.published();
        if (standing == null) {
            return new Attempt.Delayed(rule.name(), notBefore);
        }
        Set<Oid> listed = ManifestPreparation.listed(store.standing(due.study()).orElseThrow());
        List<StoredInstance> left = shared.stream()
                .filter(instance -> listed.contains(instance.uids().sopInstance()))
                .toList();
        if (left.size() == listed.size()) {
            return new Attempt.Delayed(rule.name(), notBefore);
        }
        long before = due.changes() - 1;
        return left.isEmpty()
                ? withdrawal.begin(due, standing, before)
                : publish(
                        due.covering(before), preparation.contents(due.study(), preparation.header(left), left), rule);
    }

    /** What was published before there was such a rule is withdrawn first; then the study is looked at once more, and the rule noted. */
    private Attempt withhold(DueStudy due, PublicationRule rule) {
        return due.published() == null
                ? new Attempt.Withheld(due.changes(), rule.name())
                : withdrawal.begin(due, due.published(), due.changes() - 1);
    }

    private Attempt publish(DueStudy due, StudyContents study, PublicationRule rule) throws IOException {
        PatientId link = due.link();
        PatientKey said = preparation.patient(due.study(), study.header());
        Identified identified = link == null ? patients.identify(said) : new Identified.As(link);
        return switch (identified) {
            case Identified.As(PatientId patient) -> publishFor(patient, due, study, rule);
            case Identified.NotYet(String why) -> new Attempt.Postponed(why, timing.retryAfter(due.failures()));
            case Identified.Never(boolean stranger) -> unidentified(due.study(), said, stranger);
        };
    }

    /** Of the name of an issuer the log alone is told: senders may write there what they like. */
    private static Attempt unidentified(Oid study, PatientKey said, boolean stranger) {
        if (stranger) {
            LOG.warn("study {} waits: nobody here knows the issuer «{}» of its Patient ID", study, said.issuer());
        }
        return new Attempt.Held(NEEDS_PATIENT
                + (stranger
                        ? "the issuer that its images name (0010,0021) is not known here; say in"
                                + " imaging-source.patient-id-issuers whose name that is, or link the study to a patient of the"
                                + " affinity domain"
                        : "the study has no Patient ID that can be used; link it to a patient of the affinity domain"));
    }

    /** What is registered for somebody else, whom the patient was taken for before, is withdrawn first: RPLC is within one patient. */
    private Attempt publishFor(PatientId patient, DueStudy due, StudyContents study, PublicationRule rule)
            throws IOException {
        Withdrawal.Standing standing = due.published();
        if (standing != null && !standing.patientId().equals(patient)) {
            return withdrawal.begin(due, standing, due.changes() - 1);
        }
        Manifest manifest = preparation.make(due, patient, study, rule.then().confidentialityCode(), now());
        if (isStanding(manifest, due.published())) {
            return new Attempt.Unchanged(due.changes());
        }
        store.prepare(manifest);
        return send(due, new PreparedManifest(manifest, 0), study.header());
    }

    private static boolean isStanding(Manifest manifest, Withdrawal.@Nullable Standing standing) {
        return standing != null && manifest.content().equals(standing.content());
    }

    /** Sends what was prepared before, even if more has come since: only then is it known what there is to be replaced. */
    private Attempt again(DueStudy due, PreparedManifest prepared) throws IOException {
        return send(due, prepared, preparation.header(prepared.manifest()));
    }

    private Attempt send(DueStudy due, PreparedManifest prepared, StudyHeader header) {
        Manifest manifest = prepared.manifest();
        store.aboutToSend(manifest.documentUniqueId());
        Answer answer = new Answer(repository
                .provideAndRegister()
                .perform(repository.submission().request(manifest, header), Caller.self(Caller.ANONYMOUS)));
        if (answer.isDone(manifest.submissionSetUniqueId(), prepared.sends())) {
            LOG.info("study {} is published as {}", due.study(), manifest.documentUniqueId());
            return new Attempt.Registered(manifest, now());
        }
        LOG.warn("study {} was not registered: {}", due.study(), answer.errors());
        return due.refused(answer, prepared.sends(), timing);
    }

    private static String describe(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
