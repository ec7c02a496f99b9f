package dev.xdsi.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import java.util.List;

/** What the rules of a registry find wrong with a submission. */
final class Faults {
    private Faults() {}

    static void assertOneError(SubmissionDraft submission, String codeContext) {
        assertThat(contexts(submission)).containsExactly(codeContext);
    }

    static List<XdsError> registryErrors(SubmissionDraft submission) {
        return MetadataRules.check(submission, Side.REGISTRY);
    }

    static List<String> contexts(SubmissionDraft submission) {
        return registryErrors(submission).stream().map(XdsError::codeContext).toList();
    }
}
