package dev.xdsi.registry.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SymbolicIdsTest {
    private final AtomicInteger counter = new AtomicInteger();

    private EntryUuid next() {
        return EntryUuid.of(new UUID(0, counter.incrementAndGet()));
    }

    @Test
    void replacesASymbolicIdWhereverItIsUsed() {
        SubmissionDraft symbolic = Spoil.rename(
                Submissions.ofOneManifest("a"), Submissions.uuid("a").value(), "Document01");

        SubmissionDraft resolved = SymbolicIds.resolve(symbolic, this::next);

        RegistryObjectDraft entry = resolved.documentEntries().findFirst().orElseThrow();
        assertThat(EntryUuid.isValid(entry.id())).isTrue();
        assertThat(entry.classifications()).allSatisfy(part -> {
            assertThat(part.classifiedObject()).isEqualTo(entry.id());
            assertThat(part.id()).matches(EntryUuid::isValid);
        });
        assertThat(entry.externalIdentifiers()).allSatisfy(part -> {
            assertThat(part.registryObject()).isEqualTo(entry.id());
            assertThat(part.id()).matches(EntryUuid::isValid);
        });
        assertThat(resolved.associations().map(RegistryObjectDraft::link))
                .singleElement()
                .extracting(Link::targetObject)
                .isEqualTo(entry.id());
    }

    @Test
    void keepsUuidsInLowerCase() {
        String uuid = Submissions.uuid("a").value();
        SubmissionDraft upper = Spoil.rename(
                Submissions.ofOneManifest("a"),
                uuid,
                "urn:uuid:" + uuid.substring(9).toUpperCase(Locale.ROOT));

        SubmissionDraft resolved = SymbolicIds.resolve(upper, this::next);

        assertThat(resolved.documentEntries().map(RegistryObjectDraft::id)).containsExactly(uuid);
        assertThat(resolved.associations().map(RegistryObjectDraft::link))
                .singleElement()
                .extracting(Link::targetObject)
                .isEqualTo(uuid);
    }

    @Test
    void leavesWhatItCannotResolve() {
        SubmissionDraft dangling = Spoil.associations(
                Submissions.ofOneManifest("a"),
                link -> new Link(link.associationType(), link.sourceObject(), "Nobody"));

        assertThat(SymbolicIds.resolve(dangling, this::next).associations().map(RegistryObjectDraft::link))
                .singleElement()
                .extracting(Link::targetObject)
                .isEqualTo("Nobody");
    }

    @Test
    void givesAnIdToWhatHasNone() {
        SubmissionDraft nameless = new SubmissionDraft(Submissions.ofOneManifest("a").objects().stream()
                .map(object -> object.with(header -> header.withId(null)))
                .toList());

        List<String> ids = SymbolicIds.resolve(nameless, this::next).objects().stream()
                .map(RegistryObjectDraft::id)
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(EntryUuid::isValid);
    }

    @Test
    void thePartsOfAnObjectAreNumberedInItsOwnId() {
        UUID object = UUID.fromString("b113225f-8968-4698-b8a9-7f93e0e89a52");

        assertThat(SymbolicIds.idOfPart(object, 0)).hasToString("b113225f-8968-8698-b8a9-7f93e0e80000");
        assertThat(SymbolicIds.idOfPart(object, 11)).hasToString("b113225f-8968-8698-b8a9-7f93e0e8000b");
    }

    @Test
    void everyPartHasAnIdOfItsOwnAndNoneThatOfItsObject() {
        SubmissionDraft resolved = SymbolicIds.resolve(Submissions.ofOneManifest("a"), this::next);

        assertThat(resolved.objects()).allSatisfy(object -> {
            Stream<@Nullable String> parts = Stream.concat(
                    object.classifications().stream().map(ClassificationDraft::id),
                    object.externalIdentifiers().stream().map(ExternalIdentifierDraft::id));
            assertThat(Stream.concat(Stream.of(object.id()), parts)).doesNotHaveDuplicates();
        });
    }

    @Test
    void aUuidThatAPartCameWithIsKept() {
        String given = "urn:uuid:b113225f-8968-4698-b8a9-7f93e0e89a52";
        SubmissionDraft written = Submissions.ofOneManifest("a")
                .mapDocumentEntries(entry -> new RegistryObjectDraft(
                        entry.kind(),
                        entry.header(),
                        entry.name(),
                        entry.description(),
                        entry.slots(),
                        entry.classifications(),
                        entry.externalIdentifiers().stream()
                                .map(part -> new ExternalIdentifierDraft(
                                        given,
                                        part.identificationScheme(),
                                        part.registryObject(),
                                        part.value(),
                                        part.name()))
                                .toList(),
                        entry.link()));

        assertThat(SymbolicIds.resolve(written, this::next).documentEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.externalIdentifiers())
                        .isNotEmpty()
                        .allSatisfy(part -> assertThat(part.id()).isEqualTo(given)));
    }
}
