package dev.xdsi.soap.ebrim;

import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.ofOneManifest;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.InternationalString.LocalizedString;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.draft.ModelArbitraries;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.rules.MetadataRules;
import dev.xdsi.model.rules.Side;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import org.xmlunit.assertj3.XmlAssert;

class SubmissionCodecTest {
    @Provide
    Arbitrary<SubmissionDraft> submissions() {
        return DraftArbitraries.submissions();
    }

    @Provide
    Arbitrary<List<RegistryObject>> models() {
        return ModelArbitraries.registryObjects().list().ofMaxSize(4);
    }

    @Property(tries = 150)
    void everySubmissionSurvivesTheWireHoweverWrongItIs(@ForAll("submissions") SubmissionDraft submission) {
        assertThat(decode(encode(submission))).isEqualTo(submission);
    }

    @Property(tries = 100)
    void everyModelIsWrittenAsTheContractSays(@ForAll("models") List<RegistryObject> models) throws SAXException {
        Contract.validate(encode(Submissions.of(models.toArray(RegistryObject[]::new))));
    }

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("manifest.xml", ofOneManifest("golden")),
                Arguments.of(
                        "replacement.xml",
                        Submissions.of(
                                submissionSet("set"),
                                manifest("new"),
                                member("set-new", uuid("set"), uuid("new")),
                                relation(AssociationType.RPLC, uuid("new"), uuid("old")))),
                Arguments.of(
                        "folder.xml",
                        Submissions.of(
                                submissionSet("set"),
                                folder("folder"),
                                member("set-folder", uuid("set"), uuid("folder")),
                                relation(AssociationType.HAS_MEMBER, uuid("folder"), uuid("old")))));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void writesAndReadsTheGoldenMessages(String file, SubmissionDraft submission) throws Exception {
        String golden = resource(file);

        Contract.validate(golden);
        XmlAssert.assertThat(encode(submission))
                .and(golden)
                .ignoreWhitespace()
                .ignoreComments()
                .areSimilar();
        assertThat(decode(golden)).isEqualTo(submission);
    }

    @Test
    void readsWhatOtherVendorsWrite() throws Exception {
        SubmissionDraft submission = decode(resource("as-a-partner-writes.xml"));

        RegistryObjectDraft entry = submission.documentEntries().findFirst().orElseThrow();
        assertThat(submission.strays()).isEmpty();
        assertThat(submission.objects())
                .extracting(RegistryObjectDraft::id)
                .containsExactly("Document01", "Set01", "as01");
        assertThat(entry.name())
                .isEqualTo(new InternationalString(List.of(
                        new LocalizedString("CT Thorax", "de-AT", "UTF-8"),
                        new LocalizedString("CT chest", null, null))));
        assertThat(entry.slots())
                .contains(
                        SlotDraft.of("urn:example:accelerator", "on", ""),
                        new SlotDraft("urn:example:nothing", List.of()));
        assertThat(submission.submissionSets()).singleElement().satisfies(set -> {
            assertThat(set.hasNode(Vocabulary.SUBMISSION_SET_NODE)).isTrue();
            assertThat(set.externalIdentifier(Vocabulary.Identifier.SS_SOURCE_ID))
                    .contains("1.2.3.4.5");
        });
    }

    @Test
    void reportsWhatItCannotPlaceInsteadOfLosingIt() throws Exception {
        SubmissionDraft submission = decode(resource("strays.xml"));

        assertThat(submission.objects()).extracting(RegistryObjectDraft::id).containsExactly("package");
        assertThat(submission.strays())
                .containsExactly(
                        "objects inside a RegistryPackage are not part of XDS: package",
                        "a Service is not an object of XDS: service",
                        "a Classification of an object that was not submitted: nobody");
        assertThat(MetadataRules.check(submission, Side.REGISTRY))
                .extracting(error -> error.codeContext())
                .containsAll(submission.strays());
    }

    @Test
    void aRequestWithoutAListIsAnEmptySubmission() {
        assertThat(SubmissionCodec.decode(new SubmitObjectsRequest()).objects()).isEmpty();
    }

    private static String encode(SubmissionDraft submission) {
        return EbrimXml.write(SubmissionCodec.encode(submission));
    }

    private static SubmissionDraft decode(String xml) {
        return SubmissionCodec.decode(EbrimXml.read(new StringReader(xml), SubmitObjectsRequest.class));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Contract.resource("/dev/xdsi/soap/ebrim/" + name).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
