package dev.xdsi.registry.submission;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.model.rules.Side;
import dev.xdsi.registry.patients.PatientDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an affinity domain agreed on about what is submitted (ITI TF-1: 10.3): its patients, its privacy policies, its codes.
 *
 * @param codes asked anew for each submission
 */
public record AffinityDomain(PatientDirectory patients, PrivacyPolicies policies, Supplier<PermittedCodes> codes) {
    /** A domain that takes all that is well-formed. */
    public static final AffinityDomain OPEN =
            new AffinityDomain(PatientDirectory.EVERYONE, PrivacyPolicies.ANY, () -> PermittedCodes.ANY);

    /** Everything that is wrong with a submission, whatever is registered. */
    public List<XdsError> check(SubmissionDraft submission, Side side) {
        List<XdsError> faults = new ArrayList<>(MetadataRules.check(submission, side));
        if (faults.isEmpty()) {
            faults.addAll(new ConsentRule(policies).check(submission, side));
        }
        faults.addAll(codes.get().check(submission, side));
        submission
                .submissionSets()
                .flatMap(set -> set.externalIdentifier(Identifier.SS_PATIENT_ID).stream())
                .findFirst()
                .flatMap(PatientId::parse)
                .filter(patientId -> !patients.isKnown(patientId))
                .ifPresent(unknown -> faults.add(XdsError.of(ErrorCode.XDSUnknownPatientId, unknown.cx())));
        return faults;
    }
}
