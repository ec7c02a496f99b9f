package dev.xdsi.registry.iti42;

import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.patients.PatientDirectory;
import dev.xdsi.registry.submission.PrivacyPolicies;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ITI-42 asks of the consents among the documents (ITI TF-3: 5.1.2.1), whatever the store. */
interface ConsentPoliciesContract extends Registering {
    private static SubmissionDraft consentTo(String... policies) {
        DocumentEntry consent = manifest("a").toBuilder()
                .formatCode(ConsentFormat.BPPC)
                .eventCodeList(Stream.of(policies)
                        .map(oid -> Code.of(oid, "1.2.3.9", "policy"))
                        .toList())
                .build();
        return Submissions.of(submissionSet("set"), consent, member("m", uuid("set"), uuid("a")));
    }

    private RegistryResponse registerConsent(SubmissionDraft consent) {
        return transaction(
                        PatientDirectory.EVERYONE,
                        PrivacyPolicies.of(Map.of("1.2.3.1", "share", "1.2.3.2", "share nothing")))
                .perform(new RegisterDocumentSetRequest(consent), Caller.self("test"));
    }

    @Test
    default void aConsentMayNameThePoliciesOfTheDomainAlone() {
        RegistryResponse response = registerConsent(consentTo("1.2.3.1", "1.2.3.7", "1.2.3.8"));

        assertThat(response.errors()).hasSize(2).allSatisfy(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRegistryMetadataError);
            assertThat(error.codeContext())
                    .contains(manifest("a").uniqueId(), "1.2.3.1 (share), 1.2.3.2 (share nothing)");
        });
        assertThat(response.errors().getFirst().codeContext()).contains("names the policy 1.2.3.7");
        assertThat(count()).isZero();
        assertThat(registerConsent(consentTo("1.2.3.1"))).isEqualTo(RegistryResponse.SUCCESS);
    }

    @Test
    default void aConsentThatNamesNoPolicyIsNone() {
        assertThat(registerConsent(consentTo()).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("names no policy"));
    }
}
