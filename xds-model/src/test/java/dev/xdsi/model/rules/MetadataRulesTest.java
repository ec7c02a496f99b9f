package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.model.rules.Faults.registryErrors;
import static dev.xdsi.model.rules.Spoilt.VALID;
import static dev.xdsi.model.rules.Spoilt.entry;
import static dev.xdsi.model.rules.Spoilt.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetadataRulesTest {
    @Test
    void findNothingInAValidSubmission() {
        assertThat(MetadataRules.check(VALID, Side.REGISTRY)).isEmpty();
        assertThat(MetadataRules.check(VALID, Side.REPOSITORY)).isEmpty();
        VALID.objects()
                .forEach(
                        object -> assertThat(DraftReader.registryObject(object)).isNotNull());
    }

    @Test
    void nameEveryFaultOfASubmissionNotOnlyTheFirst() {
        SubmissionDraft spoilt = entry(draft -> without(draft, Scheme.DE_CLASS_CODE)
                .withSlot(SlotName.CREATION_TIME, "yesterday")
                .withSlot(SlotName.HASH, "abc"));

        assertThat(registryErrors(spoilt))
                .extracting(XdsError::codeContext)
                .containsExactly(
                        "DocumentEntry.classCode is required",
                        "DocumentEntry.creationTime is not a time in UTC, YYYY[MM[DD[hh[mm[ss]]]]]: yesterday",
                        "DocumentEntry.hash is not a SHA-1 of 40 hex digits: abc");
        assertThat(registryErrors(spoilt))
                .allMatch(error -> error.errorCode() == ErrorCode.XDSRegistryMetadataError)
                .allMatch(error -> uuid("a").value().equals(error.location()));
        assertThat(MetadataRules.check(spoilt, Side.REPOSITORY))
                .allMatch(error -> error.errorCode() == ErrorCode.XDSRepositoryMetadataError);
    }

    @Test
    void acceptNothingBesideXdsObjects() {
        SubmissionDraft spoilt = new SubmissionDraft(VALID.objects(), List.of("a Service is not part of XDS"));

        assertThat(registryErrors(spoilt))
                .containsExactly(XdsError.of(ErrorCode.XDSRegistryMetadataError, "a Service is not part of XDS"));
    }

    @Test
    void aHostileSubmissionGetsABoundedAnswerOfPrintableText() {
        SubmissionDraft hostile =
                new SubmissionDraft(Stream.generate(() -> VALID.objects().get(1))
                        .limit(5_000)
                        .map(draft -> draft.withSlot(SlotName.SIZE, "1\n2" + "x".repeat(10_000)))
                        .toList());

        assertThat(registryErrors(hostile)).hasSize(Findings.LIMIT);
        assertThat(registryErrors(hostile))
                .allMatch(error -> error.codeContext().length() < 300)
                .noneMatch(error -> error.codeContext().contains("\n"));
    }

    @Test
    void everyRuleSaysWhereTheStandardAsksForIt() {
        assertThat(MetadataRules.ALL).extracting(MetadataRule::name).doesNotHaveDuplicates();
        assertThat(MetadataRules.ALL).allMatch(rule -> rule.reference().matches("ITI TF-[23]: [0-9.]+"));
    }
}
