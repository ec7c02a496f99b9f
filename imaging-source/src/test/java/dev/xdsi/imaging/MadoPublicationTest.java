package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.manifest.ContentTree;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Manifests with descriptions, alone and beside those that only list. */
@org.junit.jupiter.api.Tag("integration")
class MadoPublicationTest extends SourceScene {
    private void restart(ManifestKind... kinds) throws Exception {
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository,
                        running.registry,
                        RunningSource.Partners.manifests(PublicationPolicy.OPEN, kinds)),
                running.now.get(),
                Duration.ofMillis(20));
    }

    private void publish(Attributes dataSet) throws Exception {
        running.store(dataSet);
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
    }

    private ProvideAndRegisterDocumentSetRequest request(int number) {
        return running.repository.requests().get(number);
    }

    private List<String> entries(int number) {
        return request(number)
                .submission()
                .documentEntries()
                .map(RegistryObjectDraft::id)
                .toList();
    }

    private List<String> replacements(int number) {
        return request(number)
                .submission()
                .associations()
                .map(association -> Objects.requireNonNull(association.link()))
                .filter(link -> String.valueOf(link.associationType()).endsWith(":RPLC"))
                .map(link -> link.sourceObject() + " for " + link.targetObject())
                .toList();
    }

    private static Attributes document(ProvideAndRegisterDocumentSetRequest request, int number) throws IOException {
        return Part10.read(request.documents().get(number).content().open(), ReadOptions.DEFAULT)
                .dataSet();
    }

    @Test
    void bothKindsAreOneSubmissionAndToldApartByTheirTitle() throws Exception {
        restart(ManifestKind.KOS, ManifestKind.MADO);
        publish(DataSets.ct(SERIES, SERIES + ".1").setInt(Tag.InstanceNumber, 12));

        assertThat(document(request(0), 0)
                        .item(Tag.ConceptNameCodeSequence)
                        .orElseThrow()
                        .string(Tag.CodeValue))
                .contains("113030");
        assertThat(ContentTree.of(document(request(0), 1)))
                .contains("CONTAINER 131560^DCM SEPARATE", "> > > > HAS ACQ CONTEXT TEXT 113609^DCM = 12");
        List<RegistryObjectDraft> entries =
                request(0).submission().documentEntries().toList();
        assertThat(entries)
                .extracting(entry ->
                        entry.classifications(Scheme.DE_FORMAT_CODE).getFirst().nodeRepresentation())
                .containsExactly("1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.5.1.4.1.1.88.59");
        assertThat(entries)
                .extracting(entry -> Objects.requireNonNull(entry.description()).text())
                .containsExactly("Manifest (113030, DCM)", "Manifest with Description (131560, DCM)");
        assertThat(entries)
                .extracting(entry -> entry.externalIdentifier(Identifier.DE_UNIQUE_ID))
                .containsExactly(
                        document(request(0), 0).string(Tag.SOPInstanceUID),
                        document(request(0), 1).string(Tag.SOPInstanceUID));
        assertThat(request(0).documents()).extracting(ProvidedDocument::id).containsExactlyElementsOf(entries(0));
    }

    @Test
    void eachKindReplacesItsOwnAndBothAreWithdrawn() throws Exception {
        restart(ManifestKind.KOS, ManifestKind.MADO);
        publish(DataSets.ct(SERIES, SERIES + ".1"));
        publish(DataSets.ct(SERIES, SERIES + ".2"));
        List<String> first = entries(0);
        List<String> second = entries(1);

        assertThat(replacements(1))
                .containsExactly(second.get(0) + " for " + first.get(0), second.get(1) + " for " + first.get(1));

        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", SERIES + ".1"));
        running.store(DataSets.keyObject(STUDY + ".99.2", "113037", SERIES + ".2"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"withdrawn\"");
        assertThat(running.registry.deprecated()).containsExactlyElementsOf(second);
    }

    @Test
    void aKindThatIsMadeNoLongerIsReplacedByTheFirstOfThoseThatAre() throws Exception {
        restart(ManifestKind.KOS, ManifestKind.MADO);
        publish(DataSets.ct(SERIES, SERIES + ".1"));
        restart(ManifestKind.MADO);
        publish(DataSets.ct(SERIES, SERIES + ".2"));

        assertThat(replacements(1))
                .containsExactly(
                        entries(1).getFirst() + " for " + entries(0).get(0),
                        entries(1).getFirst() + " for " + entries(0).get(1));
    }

    @Test
    void aLostAnswerIsAskedForAgainWithBothAsTheyWere() throws Exception {
        restart(ManifestKind.KOS, ManifestKind.MADO);
        running.repository.willFail(Behaviour.LOSE_THE_ANSWER);
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"failed\"");
        running.pass(Duration.ofMinutes(10));
        restart(ManifestKind.KOS);
        running.awaitPublication(STUDY, "\"state\":\"published\"");

        assertThat(running.repository.registrations()).isEqualTo(1);
        assertThat(request(1).submission()).isEqualTo(request(0).submission());
        assertThat(document(request(1), 1)).isEqualTo(document(request(0), 1));
    }

    @Test
    void whatSaysNothingNewIsNotPublishedAgain() throws Exception {
        publish(DataSets.ct(SERIES, SERIES + ".1"));
        publish(DataSets.keyObject(STUDY + ".99.1", "113037", SERIES + ".77"));
        assertThat(running.repository.requests()).hasSize(1);

        publish(DataSets.keyObject(STUDY + ".99.3", "113000", SERIES + ".1"));
        assertThat(running.repository.requests()).hasSize(2);
    }

    @Test
    void dcmtkAndPydicomReadWhatIsWritten() throws Exception {
        restart(ManifestKind.MADO);
        publish(DataSets.ct(SERIES, SERIES + ".1")
                .setInt(Tag.InstanceNumber, 12)
                .setInt(Tag.NumberOfFrames, 3));
        Path file = folder.resolve("mado.dcm");
        Files.write(file, request(0).documents().getFirst().content().open().readAllBytes());

        // DCMTK knows key object selections without containers in them: -Ec lets it read what later DICOM allows.
        String dump = DcmtkTest.run("dsrdump", "-Ec", "+Pc", "+Pl", file.toString());
        assertThat(dump)
                .contains(
                        "(131560,DCM,\"Manifest with Description\")",
                        "contains CONTAINER:(111028,DCM,\"Image Library\")=SEPARATE",
                        "has acq context NUM:(121140,DCM,\"Number of Frames\")=\"3\"")
                .doesNotContain("E: ", "incomplete");
        String tree = run("/usr/bin/python3", "-c", """
            import sys, pydicom
            def walk(item, depth):
                name = item.ConceptNameCodeSequence[0].CodeValue if 'ConceptNameCodeSequence' in item else ''
                print('%d %s %s' % (depth, item.ValueType, name))
                for child in item.get('ContentSequence', []): walk(child, depth + 1)
            document = pydicom.dcmread(sys.argv[1])
            print(document.PatientName, document.TimezoneOffsetFromUTC)
            walk(document, 0)
            """, file.toString());
        assertThat(tree.lines())
                .startsWith("Müller^Jürg -0600", "0 CONTAINER 131560", "1 CONTAINER 111028")
                .contains("2 CONTAINER 126200", "3 UIDREF 112002", "3 IMAGE ", "4 NUM 121140", "1 IMAGE ");
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 && output.contains("No module named 'pydicom'")) {
            Samples.missing("pydicom is not installed");
        }
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
