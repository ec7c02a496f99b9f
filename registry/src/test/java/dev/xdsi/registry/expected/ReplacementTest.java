package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RPLC and XFRM_RPLC. */
class ReplacementTest extends ExpectedActions {
    private static final String REFERENCE = "ITI TF-2: 3.42.4.1.3.3";

    private RegistryObject[] replacing(String replacement, AssociationType type, String replaced) {
        return new RegistryObject[] {manifest(replacement), relation(replacement, type, replaced)};
    }

    @ParameterizedTest
    @EnumSource(names = {"RPLC", "XFRM_RPLC"})
    @Expected(
            reference = REFERENCE,
            value = "The DocumentEntry that an RPLC or XFRM_RPLC replaces is Deprecated, the replacement is Approved")
    void whatIsReplacedIsDeprecated(AssociationType type) {
        register("s", manifest("a"));

        register("t", replacing("b", type, "a"));

        assertThat(found(findDocuments())).containsExactly("b");
        assertThat(statusOf("a")).isEqualTo("Deprecated");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "Approved addenda and transformations of the replaced DocumentEntry are Deprecated with it")
    void whatBuildsOnTheReplacedIsDeprecatedToo() {
        register("s", manifest("a"), manifest("other"));
        register("t", manifest("addendum"), relation("addendum", AssociationType.APND, "a"));
        register("u", manifest("transformation"), relation("transformation", AssociationType.XFRM, "a"));
        register("v", manifest("signature"), relation("signature", AssociationType.SIGNS, "a"));

        register("w", replacing("b", AssociationType.RPLC, "a"));

        assertThat(found(findDocuments())).containsExactlyInAnyOrder("b", "other", "signature");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value =
                    "What builds on an addendum or a transformation that is Deprecated with its document is Deprecated too")
    void whatBuildsOnItAtOneRemoveToo() {
        register("s", manifest("a"));
        register("t", manifest("addendum"), relation("addendum", AssociationType.APND, "a"));
        register("u", manifest("translated"), relation("translated", AssociationType.XFRM, "addendum"));

        register("v", replacing("b", AssociationType.RPLC, "a"));

        assertThat(found(findDocuments())).containsExactly("b");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value =
                    "In each Approved Folder of the replaced DocumentEntry the replacement becomes a member, by a HasMember"
                            + " that the replacement's SubmissionSet has as its own member")
    void theReplacementIsWhereTheReplacedWas() {
        register("s", manifest("a"), folder("f"), folder("g"), member("f", "a"), member("g", "a"));
        register("t", folder("elsewhere"));

        register("u", replacing("b", AssociationType.RPLC, "a"));

        List<Link> places = links("b", AssociationType.HAS_MEMBER).stream()
                .filter(link -> !link.source().equals("u"))
                .toList();
        assertThat(places)
                .extracting(Link::source, Link::target)
                .containsExactlyInAnyOrder(tuple("f", "b"), tuple("g", "b"));
        assertThat(links("u", AssociationType.HAS_MEMBER))
                .extracting(Link::target)
                .containsExactlyInAnyOrder(
                        "b", places.get(0).id(), places.get(1).id());
        assertThat(links("a", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("s", "f", "g");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "A replacement that its submission puts into the Folder itself is not put there twice")
    void theReplacementIsInAFolderOnce() {
        register("s", manifest("a"), folder("f"), member("f", "a"));

        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"), member("f", "b"));

        assertThat(links("b", AssociationType.HAS_MEMBER))
                .extracting(Link::source)
                .containsExactlyInAnyOrder("t", "f");
    }

    @Test
    @Expected(reference = REFERENCE, value = "The Folders that a replacement enters get a new lastUpdateTime")
    void itsFoldersAreUpdated() {
        register("s", manifest("a"));
        keepOldFolder("f");
        registry.keep(patient, member("f", "a"));

        register("t", replacing("b", AssociationType.RPLC, "a"));

        assertThat(isOld("f")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"RPLC", "XFRM_RPLC"})
    @Expected(
            reference = REFERENCE,
            value = "What is to be replaced is registered already: UnresolvedReferenceException")
    void onlyWhatIsRegisteredIsReplaced(AssociationType type) {
        assertThat(refused("s", manifest("a"), manifest("b"), relation("b", type, "a")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(refused("t", replacing("c", type, "nobody")))
                .containsExactly(ErrorCode.UnresolvedReferenceException);
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "What is Deprecated is not replaced again: XDSRegistryDeprecatedDocumentError, and nothing changes")
    void whatIsDeprecatedIsNotReplacedAgain() {
        register("s", manifest("a"));
        register("t", replacing("b", AssociationType.RPLC, "a"));

        assertThat(refused("u", replacing("c", AssociationType.RPLC, "a")))
                .containsExactly(ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(found(findDocuments())).containsExactly("b");
        assertThat(found(getDocuments("c"))).isEmpty();
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "A replacement is of the same patient: XDSPatientIdDoesNotMatch, and nothing changes")
    void aReplacementIsOfTheSamePatient() {
        register("s", manifest("a"));

        var set = submissionSet("t").toBuilder().patientId(patient("john")).build();
        var entry = manifest("b").toBuilder().patientId(patient("john")).build();
        var response = submit(set, entry, member("t", "b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(response.errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "One submission does not replace a document twice, for both replacements would be current")
    void aDocumentIsReplacedByOne() {
        register("s", manifest("a"));

        assertThat(refused(
                        "t",
                        manifest("b"),
                        manifest("c"),
                        relation("b", AssociationType.RPLC, "a"),
                        relation("c", AssociationType.XFRM_RPLC, "a")))
                .containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REFERENCE,
            value = "Of replacements of one document at the same moment one succeeds; the others learn"
                    + " XDSRegistryDeprecatedDocumentError")
    void oneOfManyReplacementsAtOnceSucceeds() throws Exception {
        int many = 4;
        register("s", manifest("a"));
        CyclicBarrier start = new CyclicBarrier(many);
        List<Callable<RegistryResponse>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            RegistryObject[] submission = set("t" + i, replacing("b" + i, AssociationType.RPLC, "a"));
            calls.add(() -> {
                start.await();
                return submit(submission);
            });
        }

        List<RegistryResponse> responses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            for (Future<RegistryResponse> response : threads.invokeAll(calls)) {
                responses.add(response.get());
            }
        }

        assertThat(responses).filteredOn(RegistryResponse.SUCCESS::equals).hasSize(1);
        assertThat(responses)
                .flatExtracting(RegistryResponse::errors)
                .hasSize(many - 1)
                .allMatch(error -> error.errorCode() == ErrorCode.XDSRegistryDeprecatedDocumentError);
        assertThat(found(findDocuments())).hasSize(1);
    }
}
