package dev.xdsi.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.rules.PermittedCodes.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermittedCodesTest {
    private final DocumentEntry entry = Submissions.manifest("a");
    private final PermittedCodes domain = new PermittedCodes(
            Map.of(
                    "classCode", Set.of(value(entry.classCode())),
                    "confidentialityCode",
                            Set.of(value(entry.confidentialityCode().getFirst()))),
            Set.of("application/dicom"));

    @Test
    void aDomainThatAgreedOnNothingTakesEverything() {
        assertThat(PermittedCodes.ANY.check(Submissions.ofOneManifest("a"), Side.REGISTRY))
                .isEmpty();
    }

    @Test
    void codesOfTheDomainPassWhateverTheyAreCalled() {
        Code renamed =
                Code.of(entry.classCode().code(), entry.classCode().codingScheme(), "an imaging study, as we say here");

        assertThat(check(entry.toBuilder().classCode(renamed).build())).isEmpty();
    }

    @Test
    void aCodeOfAnotherSchemeIsAnotherCode() {
        Code foreign = Code.of(entry.classCode().code(), "1.2.3", "Images");

        assertThat(check(entry.toBuilder().classCode(foreign).build()))
                .containsExactly(XdsError.of(
                        ErrorCode.XDSRegistryMetadataError,
                        "DocumentEntry.classCode is no code of this affinity domain: IMAGES of scheme 1.2.3",
                        entry.entryUUID().value()));
    }

    @Test
    void everyValueOfAnAttributeCounts() {
        Code normal = entry.confidentialityCode().getFirst();
        Code unknown = Code.of("X", normal.codingScheme(), "Unheard of");

        assertThat(check(entry.toBuilder()
                        .confidentialityCode(List.of(normal, unknown))
                        .build()))
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("confidentialityCode", "X of scheme"));
    }

    @Test
    void mimeTypesCanBeLimitedToo() {
        assertThat(check(entry.toBuilder().mimeType("text/plain").build()))
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("mimeType", "text/plain"));
    }

    @Test
    void onlyCodedAttributesCanBeLimited() {
        assertThat(PermittedCodes.attributes())
                .contains("typeCode", "contentTypeCode", "codeList", "documentation")
                .doesNotContain("author", "hash");
        assertThatThrownBy(() -> new PermittedCodes(Map.of("classcode", Set.of()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[classcode]")
                .hasMessageContaining("classCode");
    }

    private List<XdsError> check(DocumentEntry changed) {
        SubmissionDraft submission = Submissions.of(
                Submissions.submissionSet("s"),
                changed,
                Submissions.member("m", Submissions.uuid("s"), changed.entryUUID()));
        return domain.check(submission, Side.REGISTRY);
    }

    private static Value value(Code code) {
        return new Value(code.code(), code.codingScheme());
    }
}
