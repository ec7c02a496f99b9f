package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.publication.DueStudy.PreparedManifest;
import dev.xdsi.imaging.rad68.ManifestSubmission;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at publishing a study. Whatever goes wrong, a study is published later, or held with a reason; it is never lost. */
final class StudyPublication implements PublicationStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(StudyPublication.class);
    static final String NEEDS_PATIENT =
            "needs a patient id: the study has no Patient ID that can be used; link it to a patient of the affinity"
                    + " domain";
    static final String ALL_REJECTED = "everything in the study was rejected; its manifest must be withdrawn";

    /** Failures that say nothing about the submission: it may succeed later, or have succeeded already. */
    private static final Set<ErrorCode> PASSING = Set.of(
            ErrorCode.XDSRegistryNotAvailable,
            ErrorCode.XDSRegistryBusy,
            ErrorCode.XDSRepositoryBusy,
            ErrorCode.XDSRegistryOutOfResources,
            ErrorCode.XDSRepositoryOutOfResources,
            ErrorCode.XDSRegistryError,
            ErrorCode.XDSRepositoryError);

    private final ManifestPreparation preparation;
    private final ManifestSubmission submission;
    private final PublicationStore store;
    private final Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository;
    private final Publisher.Timing timing;

    StudyPublication(
            ManifestPreparation preparation,
            ManifestSubmission submission,
            PublicationStore store,
            Transaction<ProvideAndRegisterDocumentSetRequest, RegistryResponse> repository,
            Publisher.Timing timing) {
        this.preparation = preparation;
        this.submission = submission;
        this.store = store;
        this.repository = repository;
        this.timing = timing;
    }

    @Override
    public Attempt attempt(DueStudy due) {
        try {
            return due.prepared() == null ? fresh(due) : again(due, due.prepared());
        } catch (IOException | RuntimeException failure) {
            LOG.warn("study {} cannot be published now", due.study(), failure);
            return new Attempt.Postponed(describe(failure), retryAt(due));
        }
    }

    private Attempt fresh(DueStudy due) throws IOException {
        List<StoredInstance> instances = preparation.shared(due.study());
        if (instances.isEmpty()) {
            return due.published() == null ? new Attempt.NothingToShare(due.changes()) : new Attempt.Held(ALL_REJECTED);
        }
        StudyHeader header = preparation.header(instances);
        Optional<PatientId> patient =
                Optional.ofNullable(due.link()).or(() -> submission.domains().patientId(header.study()));
        if (patient.isEmpty()) {
            return new Attempt.Held(NEEDS_PATIENT);
        }
        Manifest manifest = preparation.make(due, patient.get(), instances, header, now());
        store.prepare(manifest);
        return send(due, new PreparedManifest(manifest, 0), header);
    }

    /** Sends what was prepared before, even if more has come since: only then is it known what there is to be replaced. */
    private Attempt again(DueStudy due, PreparedManifest prepared) throws IOException {
        return send(due, prepared, preparation.header(preparation.everShared(due.study())));
    }

    private Attempt send(DueStudy due, PreparedManifest prepared, StudyHeader header) {
        Manifest manifest = prepared.manifest();
        store.aboutToSend(manifest.ids().documentUniqueId());
        RegistryResponse response =
                repository.perform(submission.request(manifest, header), Caller.self(Caller.ANONYMOUS));
        if (response.status() == RegistryResponse.Status.SUCCESS || wasRegisteredBefore(response, prepared)) {
            LOG.info("study {} is published as {}", due.study(), manifest.ids().documentUniqueId());
            return new Attempt.Registered(manifest, now());
        }
        String errors = describe(response);
        LOG.warn("study {} was not registered: {}", due.study(), errors);
        return isPassing(response) || prepared.sends() > 0
                ? new Attempt.Postponed(errors, retryAt(due))
                : new Attempt.Rejected(errors, retryAt(due));
    }

    /** The answer to an earlier attempt was lost, and the registry knows our SubmissionSet. Nobody else has its id. */
    private static boolean wasRegisteredBefore(RegistryResponse response, PreparedManifest prepared) {
        String ours = prepared.manifest().ids().submissionSetUniqueId().value();
        return prepared.sends() > 0
                && response.errors().stream()
                        .filter(error -> error.errorCode() == ErrorCode.XDSDuplicateUniqueIdInRegistry)
                        .anyMatch(error -> error.codeContext().contains(ours));
    }

    private static boolean isPassing(RegistryResponse response) {
        return response.errors().stream()
                .filter(error -> error.severity() == XdsError.Severity.ERROR)
                .allMatch(error -> PASSING.contains(error.errorCode()));
    }

    private static String describe(RegistryResponse response) {
        return response.errors().stream()
                .map(error -> error.errorCode() + ": " + error.codeContext())
                .collect(Collectors.joining("; "));
    }

    private static String describe(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private Instant retryAt(DueStudy due) {
        return now().plus(timing.schedule().retryAfter(due.failures()));
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
