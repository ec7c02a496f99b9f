package dev.xdsi.registry.store;

import dev.xdsi.model.XdsError;
import java.util.List;
import java.util.function.Function;

/** What the Document Registry must be able to do with its storage: ask the four questions, and register. */
public interface RegistryStore extends StoreQuestions {
    /** What is registered under these identifiers at this moment. */
    History history(Identifiers identifiers);

    /**
     * Judges a submission by what is registered and, if no rule objects, registers it: one indivisible step also while others
     * submit the same. The rules may be asked more than once, when another submission came in between.
     *
     * @return what the rules said the last time; the submission is registered when none of it is an error
     */
    List<XdsError> submit(Submission submission, Function<History, List<XdsError>> rules);
}
