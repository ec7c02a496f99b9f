package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Remove Metadata. */
class RemovalTest extends UpdateActions {
    private static final String REMOVE = "ITI TF-2: 3.62.4.1.3";

    private void remove(String... names) {
        assertThat(registry.remove(ids(names)).errors()).isEmpty();
    }

    private List<ErrorCode> removalRefused(String... names) {
        return refusal(registry.remove(ids(names)));
    }

    @Test
    @Expected(
            reference = REMOVE,
            value = "A whole submission is removed, of every kind of object, and nothing is left of it")
    void aSubmissionIsRemoved() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        remove("s", "a", "f", "s>a", "s>f", "f>a");

        assertThat(found(getDocuments("a"))).isEmpty();
        assertThat(found(getAssociations("s", "a", "f"))).isEmpty();
        register("s", manifest("a"), folder("f"), member("f", "a"));
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REMOVE,
            value = "An object that is not registered: UnresolvedReferenceException, and all stays")
    void whatIsRemovedIsThere() {
        register("s", manifest("a"));

        assertThat(removalRefused("s", "a", "s>a", "nobody")).containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(refusal(registry.remove("theDocument"))).containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REMOVE,
            value = "No Association stays that has a removed object as an end: ReferencesExistException")
    void noEndIsMissing() {
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(removalRefused("a")).containsOnly(ErrorCode.ReferencesExistException);
        assertThat(removalRefused("s", "a", "s>a")).containsExactly(ErrorCode.ReferencesExistException);
        assertThat(found(getDocuments("a", "b"))).containsExactlyInAnyOrder("a", "b");

        remove("s", "a", "s>a", "b RPLC a");
        assertThat(found(findDocuments())).containsExactly("b");
    }

    @Test
    @Expected(
            reference = REMOVE,
            value =
                    "Another patient's SubmissionSet that refers to a document refers to it still: ReferencesExistException")
    void aReferenceOfAnotherPatientCounts() {
        register("s", manifest("a"));
        var set = submissionSet("t").toBuilder().patientId(patient("mother")).build();
        assertThat(submit(set, reference("t", "a")).errors()).isEmpty();

        assertThat(removalRefused("s", "a", "s>a")).containsExactly(ErrorCode.ReferencesExistException);
        remove("t", "t>a");
        remove("s", "a", "s>a");
    }

    @Test
    @Expected(
            reference = REMOVE,
            value = "Nothing stays that would belong to no SubmissionSet: XDSUnreferencedObjectException")
    void nothingIsOrphaned() {
        register("s", manifest("a"), manifest("b"));

        assertThat(removalRefused("s>a")).containsExactly(ErrorCode.XDSUnreferencedObjectException);
        assertThat(removalRefused("s", "s>a", "s>b", "b")).containsExactly(ErrorCode.XDSUnreferencedObjectException);
        register("t", reference("t", "a"));
        remove("s", "s>a", "s>b", "b");
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(reference = REMOVE, value = "A membership in a Folder is removed alone, and the Folder was updated")
    void aMembershipIsRemoved() {
        register("s", manifest("a"));
        keepOldFolder("f");
        registry.keep(patient, member("f", "a"));

        remove("f>a");

        assertThat(links("f", AssociationType.HAS_MEMBER)).isEmpty();
        assertThat(isOld("f")).isFalse();
    }

    @Test
    @Expected(reference = REMOVE, value = "An object is removed with all of its versions: ReferencesExistException")
    void allVersionsAreRemoved() {
        register("s", manifest("a"));
        update("t", version("a2", manifest("a")), updates("t", "a2", 1));

        assertThat(removalRefused("t", "a2", "t>a2")).containsExactly(ErrorCode.ReferencesExistException);
        assertThat(removalRefused("s", "a", "s>a")).containsExactly(ErrorCode.ReferencesExistException);
        remove("s", "a", "s>a", "t", "a2", "t>a2");
        assertThat(found(getDocuments("a", "a2"))).isEmpty();
    }

    @Test
    @Expected(reference = REMOVE, value = "A request names objects, one at least: XDSInvalidRequestException")
    void aRequestNamesObjects() {
        assertThat(refusal(registry.remove())).containsExactly(ErrorCode.XDSInvalidRequestException);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.62.5.1",
            value = "The audit record of a removal names the patient and each object, permanently erased")
    void aRemovalIsRecorded() {
        register("s", manifest("a"));

        remove("s", "a", "s>a");

        Stream<String> records = registry.audit().read(0, 1 << 27).stream()
                .map(record -> new String(record.message(), StandardCharsets.UTF_8));
        assertThat(records.filter(record -> record.contains("ITI-62") && record.contains(id("a"))))
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .contains(patient.id(), "EventActionCode=\"D\"", "ParticipantObjectDataLifeCycle=\"15\""));
    }
}
