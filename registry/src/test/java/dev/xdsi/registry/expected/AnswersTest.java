package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.Slot;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every answer to a stored query keeps to, whatever was asked. */
class AnswersTest extends ExpectedActions {

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.5",
            value =
                    "LeafClass returns each object as it was registered, extra metadata included, with logicalID and version")
    void leafClassReturnsWholeObjects() {
        var entry = manifest("a").toBuilder()
                .serviceStopTime(new Dtm("2025"))
                .extraMetadata(List.of(new Slot("urn:example:room", List.of("Ä & <7>"))))
                .build();
        register("s", entry);

        assertThat(answer(findDocuments()).objects())
                .singleElement()
                .extracting(DraftReader::registryObject)
                .isEqualTo(entry.toBuilder()
                        .logicalID(entry.entryUUID())
                        .version(1)
                        .build());
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.3.2.10",
            value =
                    "Every object of an answer has its logicalID and version: its own id and 1 where it was never updated")
    void everyObjectHasItsVersion() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        assertThat(answer(Ask.of(Query.GetSubmissionSetAndContents).withList("$XDSSubmissionSetEntryUUID", id("s")))
                        .objects())
                .hasSize(6)
                .allSatisfy(object -> {
                    assertThat(object.header().lid()).isEqualTo(object.id());
                    assertThat(object.header().versionName()).isEqualTo("1");
                });
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.2.5", value = "ObjectRef returns references and no object")
    void objectRefReturnsReferences() {
        register("s", manifest("a"));

        StoredQueryResponse answer = answer(findDocuments().objectRef());

        assertThat(answer.objects()).isEmpty();
        assertThat(answer.refs()).extracting(StoredQueryResponse.ObjectRef::id).containsExactly(id("a"));
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.18.4.1.3", value = "A query id that nobody knows: XDSUnknownStoredQuery")
    void anUnknownQueryIsRefused() {
        assertThat(errors(new Ask(
                        "urn:uuid:00000000-0000-0000-0000-000000000000",
                        findDocuments().returnType(),
                        null,
                        findDocuments().slots())))
                .containsExactly(ErrorCode.XDSUnknownStoredQuery);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value =
                    "An answer longer than the registry gives is refused as a whole: XDSTooManyResults; references may be more")
    void tooMuchIsRefused() {
        register(
                "s",
                IntStream.rangeClosed(0, RunningRegistry.LIMITS.leafClass())
                        .mapToObj(i -> manifest("d" + i))
                        .toArray(RegistryObject[]::new));

        assertThat(errors(findDocuments())).containsExactly(ErrorCode.XDSTooManyResults);
        assertThat(found(findDocuments().objectRef())).hasSize(RunningRegistry.LIMITS.leafClass() + 1);
        register(
                "t",
                IntStream.rangeClosed(0, RunningRegistry.LIMITS.objectRef())
                        .mapToObj(i -> manifest("e" + i))
                        .toArray(RegistryObject[]::new));
        assertThat(errors(findDocuments().objectRef())).containsExactly(ErrorCode.XDSTooManyResults);
    }
}
