package dev.xdsi.registry.iti42;

import static dev.xdsi.model.ErrorCode.XDSDuplicateUniqueIdInRegistry;
import static dev.xdsi.model.ErrorCode.XDSNonIdenticalHash;
import static dev.xdsi.model.ErrorCode.XDSNonIdenticalSize;
import static dev.xdsi.model.ErrorCode.XDSRegistryDuplicateUniqueIdInMessage;
import static dev.xdsi.model.ErrorCode.XDSRegistryMetadataError;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.registry.iti42.Registering.submissionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.submission.Spoil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ITI-42 takes once only, and what it takes again (ITI TF-2: 3.42.4.1.3.2), whatever the store. */
interface UniqueIdsContract extends Registering {
    Hash HASH = new Hash("00000000000000000000000000000000000000aa");

    @Test
    default void uniqueIdsOccurOnlyOnceInAMessage() {
        DocumentEntry twin =
                manifest("b").toBuilder().uniqueId(manifest("a").uniqueId()).build();

        assertThat(errors(submissionOf(
                        manifest("a"), twin, member("m", uuid(uuid("a").value() + "-set"), uuid("b")))))
                .containsExactly(XDSRegistryDuplicateUniqueIdInMessage);
    }

    @Test
    default void anEntryUuidIsNeverUsedAgain() {
        registered(ofOneManifest("a"));
        SubmissionDraft again =
                Spoil.rename(ofOneManifest("b"), uuid("b").value(), uuid("a").value());

        assertThat(errors(again)).containsExactly(XDSRegistryMetadataError);
    }

    @Test
    default void aSubmissionSetIsSubmittedOnce() {
        registered(ofOneManifest("a"));
        SubmissionDraft again = Spoil.rename(
                Spoil.rename(
                        Spoil.rename(ofOneManifest("a"), uuid("a").value(), "d"),
                        uuid("a-set").value(),
                        "s"),
                uuid("a-member").value(),
                "m");

        assertThat(errors(again)).containsExactly(XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void aFolderIsSubmittedOnce() {
        registered(submissionOf(
                manifest("a"), folder("f"), member("m", uuid(uuid("a").value() + "-set"), uuid("f"))));

        assertThat(errors(submissionOf(
                        manifest("b"),
                        folder("f").toBuilder().entryUUID(uuid("g")).build(),
                        member("n", uuid(uuid("b").value() + "-set"), uuid("g")))))
                .containsExactly(XDSDuplicateUniqueIdInRegistry);
    }

    @Test
    default void noDocumentTakesTheUniqueIdOfASubmissionSet() {
        registered(ofOneManifest("a"));

        assertThat(errors(submissionOf(manifest("b").toBuilder()
                        .uniqueId(submissionSet("a-set").uniqueId().value())
                        .build())))
                .containsExactly(XDSRegistryMetadataError);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000000000aa, 5,",
        "00000000000000000000000000000000000000AA, 5,",
        "00000000000000000000000000000000000000bb, 5, XDSNonIdenticalHash",
        "00000000000000000000000000000000000000aa, 6, XDSNonIdenticalSize",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709, 0,",
    })
    default void aDocumentMayComeAgainIfItIsTheSame(String hash, long size, @Nullable ErrorCode error) {
        DocumentEntry first = manifest("a").toBuilder().hash(HASH).size(5L).build();
        registered(submissionOf(first));
        SubmissionDraft again = submissionOf(first.toBuilder()
                .entryUUID(uuid("b"))
                .hash(new Hash(hash))
                .size(size)
                .build());

        if (error == null) {
            registered(again);
        } else {
            assertThat(errors(again)).containsExactly(error);
        }
    }

    @Test
    default void bothHashAndSizeAreNamed() {
        registered(submissionOf(manifest("a").toBuilder().hash(HASH).size(5L).build()));

        assertThat(errors(submissionOf(manifest("a").toBuilder()
                        .entryUUID(uuid("b"))
                        .hash(new Hash("00000000000000000000000000000000000000bb"))
                        .size(6L)
                        .build())))
                .containsExactly(XDSNonIdenticalHash, XDSNonIdenticalSize);
    }

    @Test
    default void ofManySubmissionSetsWithOneUniqueIdOneIsRegistered() throws Exception {
        int rivals = 6;
        CyclicBarrier start = new CyclicBarrier(rivals);
        List<Callable<RegistryResponse>> tries = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
            String name = "rival" + i;
            SubmissionDraft submission = Submissions.of(
                    manifest(name),
                    submissionSet(name + "-set").toBuilder()
                            .uniqueId(new Oid("1.2.3"))
                            .build(),
                    member(name + "-member", uuid(name + "-set"), uuid(name)));
            tries.add(() -> {
                start.await(20, TimeUnit.SECONDS);
                return register(submission);
            });
        }

        List<RegistryResponse> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<RegistryResponse> answer : threads.invokeAll(tries, 60, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(RegistryResponse.SUCCESS::equals).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == Status.FAILURE)
                .hasSize(rivals - 1)
                .allSatisfy(answer -> assertThat(answer.errors())
                        .containsExactly(XdsError.of(XDSDuplicateUniqueIdInRegistry, "1.2.3")));
        assertThat(count()).isEqualTo(3);
    }
}
