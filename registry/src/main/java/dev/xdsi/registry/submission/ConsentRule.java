package dev.xdsi.registry.submission;

import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.rules.Side;
import java.util.ArrayList;
import java.util.List;

/** A consent document names in its eventCodeList the policies that the patient agreed to (BPPC, ITI TF-3: 5.1.2.1.1.1). */
final class ConsentRule {
    private static final int SHOWN = 80;

    private final PrivacyPolicies policies;

    ConsentRule(PrivacyPolicies policies) {
        this.policies = policies;
    }

    /** For metadata in which the other rules found no fault. */
    List<XdsError> check(SubmissionDraft submission, Side side) {
        List<XdsError> faults = new ArrayList<>();
        submission
                .documentEntries()
                .filter(ConsentRule::isConsent)
                .forEach(entry -> check(entry, side.metadataError(), faults));
        return faults;
    }

    private static boolean isConsent(RegistryObjectDraft entry) {
        return DraftReader.codes(entry, Scheme.DE_FORMAT_CODE).stream().anyMatch(ConsentFormat::isConsent);
    }

    private void check(RegistryObjectDraft entry, ErrorCode code, List<XdsError> faults) {
        String consent = "the consent document "
                + entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse(entry.id());
        List<Code> named = DraftReader.codes(entry, Scheme.DE_EVENT_CODE_LIST);
        if (named.isEmpty()) {
            faults.add(XdsError.of(code, consent + " names no policy in its eventCodeList"));
        }
        named.stream()
                .filter(policy -> !policies.allow(policy.code()))
                .forEach(policy -> faults.add(XdsError.of(
                        code,
                        consent + " names the policy " + shown(policy.code())
                                + ", which this affinity domain does not know; it knows " + policies.listed())));
    }

    private static String shown(String written) {
        return written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "…";
    }
}
