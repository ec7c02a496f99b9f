package dev.xdsi.model.rules;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about a submission as a whole. */
final class SubmissionStructure {
    private static final List<String> PATIENT_IDS =
            List.of(Identifier.SS_PATIENT_ID, Identifier.DE_PATIENT_ID, Identifier.FOLDER_PATIENT_ID);
    private static final List<String> UNIQUE_IDS =
            List.of(Identifier.SS_UNIQUE_ID, Identifier.DE_UNIQUE_ID, Identifier.FOLDER_UNIQUE_ID);

    private SubmissionStructure() {}

    static void oneSubmissionSet(SubmissionDraft submission, Findings findings) {
        long count = submission.submissionSets().count();
        if (count != 1) {
            findings.metadata("a submission has exactly one SubmissionSet, not " + count);
        }
    }

    static void nothingElse(SubmissionDraft submission, Findings findings) {
        submission.strays().forEach(findings::metadata);
    }

    static void idsAreUnique(SubmissionDraft submission, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (RegistryObjectDraft object : submission.objects()) {
            if (object.id().isBlank()) {
                findings.metadata("a " + object.kind() + " has no id");
            } else if (!seen.add(EntryUuid.isValid(object.id()) ? new EntryUuid(object.id()).value() : object.id())) {
                findings.metadata(object, "id occurs twice: " + Shown.of(object.id()));
            }
        }
    }

    static void uniqueIdsOccurOnce(SubmissionDraft submission, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (RegistryObjectDraft object : submission.objects()) {
            identifiers(object, UNIQUE_IDS)
                    .filter(uniqueId -> !seen.add(uniqueId))
                    .forEach(uniqueId -> findings.add(findings.side().duplicateUniqueId(), object, Shown.of(uniqueId)));
        }
    }

    /** A document of another patient may only be referred to, never submitted, so all patient ids here are one. */
    static void onePatient(SubmissionDraft submission, Findings findings) {
        List<String> patients = submission.objects().stream()
                .flatMap(object -> identifiers(object, PATIENT_IDS))
                .distinct()
                .toList();
        if (patients.size() > 1) {
            submission.objects().stream()
                    .filter(object -> identifiers(object, PATIENT_IDS).anyMatch(id -> !id.equals(patients.getFirst())))
                    .forEach(object -> findings.add(
                            ErrorCode.XDSPatientIdDoesNotMatch,
                            object,
                            "patientId differs from that of the rest of the submission"));
        }
    }

    private static Stream<String> identifiers(RegistryObjectDraft object, List<String> schemes) {
        return schemes.stream().flatMap(scheme -> object.externalIdentifier(scheme).stream());
    }
}
