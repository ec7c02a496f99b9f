package dev.xdsi.registry.submission;

import dev.xdsi.model.Hash;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.registry.store.History;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * The same submission sent again, because the answer to it was lost: it is registered, and that is the answer. Whoever says anything else
 * under a SubmissionSet.uniqueId that is taken is told so (ITI TF-2: 3.42.4.1.3.2).
 *
 * @param set uniqueIds of the SubmissionSet
 * @param said the hash of all that was submitted, ids and all
 */
record Repetition(Set<String> set, Hash said) {
    static Repetition of(SubmissionDraft submission) {
        MessageDigest sha1 = sha1();
        submission.objects().stream()
                .map(RegistryObjectXml::write)
                .sorted()
                .forEach(text -> sha1.update(text.getBytes(StandardCharsets.UTF_8)));
        return new Repetition(
                Set.copyOf(submission
                        .submissionSets()
                        .flatMap(set -> set.externalIdentifier(Identifier.SS_UNIQUE_ID).stream())
                        .toList()),
                Hash.of(sha1.digest()));
    }

    /** Whether all of it is registered still: what was removed since does not come back, but is not there either. */
    boolean isOfWhatIs(History history, Incoming incoming) {
        return !set.isEmpty()
                && set.stream()
                        .allMatch(uniqueId ->
                                history.uniqueId(uniqueId).filter(this::isSaid).isPresent())
                && history.uniqueIds()
                        .keySet()
                        .containsAll(incoming.identifiers().uniqueIds());
    }

    private boolean isSaid(KnownUniqueId known) {
        return known.kind() == ObjectKind.SUBMISSION_SET && said.equals(known.hash());
    }

    /** The object as it is to be kept: a SubmissionSet with the hash of its whole submission. */
    NewObject remembered(NewObject object, RegistryObjectDraft draft) {
        return draft.externalIdentifier(Identifier.SS_UNIQUE_ID).isPresent() ? object.of(said) : object;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
