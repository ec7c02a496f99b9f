package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** FindSubmissionSets, GetSubmissionSets and GetSubmissionSetAndContents. */
class SubmissionSetsTest extends ExpectedActions {

    private Ask findSubmissionSets() {
        return Ask.of(Query.FindSubmissionSets)
                .withList("$XDSSubmissionSetPatientId", patient.cx())
                .with("$XDSSubmissionSetStatus", Ask.APPROVED);
    }

    private Ask contents(String set) {
        return Ask.of(Query.GetSubmissionSetAndContents).withList("$XDSSubmissionSetEntryUUID", id(set));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.2",
            value = "FindSubmissionSets finds the SubmissionSets of the patient with one of the statuses")
    void findsThePatientsSubmissionSets() {
        register("s", manifest("a"));
        register("t", manifest("b"));

        assertThat(found(findSubmissionSets())).containsExactlyInAnyOrder("s", "t");
        assertThat(found(findSubmissionSets()
                        .without("$XDSSubmissionSetStatus")
                        .with("$XDSSubmissionSetStatus", Ask.DEPRECATED)))
                .isEmpty();
        assertThat(errors(Ask.of(Query.FindSubmissionSets)))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam, ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.2",
            value = "FindSubmissionSets restricts by sourceId, submissionTime, contentTypeCode and one author pattern")
    void submissionSetsAreFoundByWhatTheySay() {
        SubmissionSet s = submissionSet("s").toBuilder()
                .sourceId(new Oid("1.2.3.77"))
                .submissionTime(new Dtm("20200102030405"))
                .contentTypeCode(Code.of("REF", "1.2.3.4.5", "Referral"))
                .author(List.of(Author.ofInstitution("7^Smitty^Gerald", "North")))
                .build();
        assertThat(submit(s).errors()).isEmpty();
        register("t", manifest("b"));

        assertThat(found(findSubmissionSets().withList("$XDSSubmissionSetSourceId", "1.2.3.77", "1.2.3.78")))
                .containsExactly("s");
        assertThat(found(findSubmissionSets()
                        .with("$XDSSubmissionSetSubmissionTimeFrom", "2020")
                        .with("$XDSSubmissionSetSubmissionTimeTo", "20200102030406")))
                .containsExactly("s");
        assertThat(found(findSubmissionSets().with("$XDSSubmissionSetSubmissionTimeTo", "20200102030405")))
                .isEmpty();
        assertThat(found(findSubmissionSets().withList("$XDSSubmissionSetContentType", "REF^^1.2.3.4.5")))
                .containsExactly("s");
        assertThat(found(findSubmissionSets().with("$XDSSubmissionSetAuthorPerson", "'%Smitty%'")))
                .containsExactly("s");
        assertThat(errors(findSubmissionSets().withList("$XDSSubmissionSetAuthorPerson", "%a%", "%b%")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.9",
            value =
                    "GetSubmissionSets returns the SubmissionSets of documents and folders with the HasMember Associations")
    void getsTheSubmissionSetsOfObjects() {
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register("t", manifest("b"));

        assertThat(found(Ask.of(Query.GetSubmissionSets).withList("$uuid", ids("a"))))
                .containsExactlyInAnyOrder("s", "s>a");
        assertThat(found(Ask.of(Query.GetSubmissionSets).withList("$uuid", ids("a", "f", "b"))))
                .containsExactlyInAnyOrder("s", "s>a", "s>f", "t", "t>b");
        assertThat(found(Ask.of(Query.GetSubmissionSets).withList("$uuid", ids("nothing"))))
                .isEmpty();
        assertThat(errors(Ask.of(Query.GetSubmissionSets))).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.10",
            value =
                    "GetSubmissionSetAndContents returns the SubmissionSet, its documents and folders, and the Associations"
                            + " both ends of which are returned")
    void getsASubmissionSetWithItsContents() {
        register("s", manifest("a"), folder("f"), member("f", "a"), member("s", "f>a"));
        register("t", manifest("later"), member("f", "later"));

        assertThat(found(contents("s"))).containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f", "f>a", "s>f>a");
        assertThat(found(contents("t"))).containsExactlyInAnyOrder("t", "later", "t>later");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.10",
            value = "GetSubmissionSetAndContents restricts the documents by format, confidentiality and type")
    void restrictsTheContentsOfASubmissionSet() {
        SubmissionSet s = submissionSet("s");
        register("s", manifest("a"), folder("f"));
        Ask byUniqueId = Ask.of(Query.GetSubmissionSetAndContents)
                .withList("$XDSSubmissionSetUniqueId", s.uniqueId().value());

        assertThat(found(byUniqueId)).containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f");
        assertThat(found(byUniqueId.withList("$XDSDocumentEntryFormatCode", "none^^1.2")))
                .containsExactlyInAnyOrder("s", "f", "s>f");
        assertThat(found(byUniqueId.withList("$XDSDocumentEntryConfidentialityCode", "none^^1.2")))
                .containsExactlyInAnyOrder("s", "f", "s>f");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.3",
            value = "What was put into a Folder later does not make the answer about its SubmissionSet too long")
    void aFolderMayHaveGrown() {
        register("s", manifest("a"), folder("f"), member("f", "a"));
        register(
                "t",
                IntStream.rangeClosed(0, RunningRegistry.LIMITS.leafClass())
                        .mapToObj(i -> "d" + i)
                        .flatMap(name -> Stream.of(manifest(name), member("f", name)))
                        .toArray(RegistryObject[]::new));

        assertThat(found(contents("s"))).containsExactlyInAnyOrder("s", "a", "f", "s>a", "s>f", "f>a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.10",
            value = "GetSubmissionSetAndContents is about one SubmissionSet, named in exactly one way")
    void oneSubmissionSetAtATime() {
        assertThat(errors(Ask.of(Query.GetSubmissionSetAndContents)))
                .containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        assertThat(errors(contents("s").withList("$XDSSubmissionSetUniqueId", "1.2.3")))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(errors(Ask.of(Query.GetSubmissionSetAndContents)
                        .withList("$XDSSubmissionSetEntryUUID", ids("s", "t"))))
                .containsExactly(ErrorCode.XDSStoredQueryParamNumber);
        assertThat(found(contents("nothing"))).isEmpty();
    }
}
