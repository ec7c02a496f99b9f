package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.model.Oid;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of real devices through the whole actor, and the manifests that another archive made of three of their studies. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class RealSamplesTest {
    /**
     * Where our manifest rightly differs from the other's, with the reason: identifiers and times of its own, who made it, and what it
     * says in addition.
     */
    private static final Map<Integer, String> DIFFERENCES = Map.ofEntries(
            Map.entry(Tag.SOPInstanceUID, "identifier"),
            Map.entry(Tag.SeriesInstanceUID, "identifier"),
            Map.entry(Tag.ContentDate, "time"),
            Map.entry(Tag.ContentTime, "time"),
            Map.entry(Tag.SpecificCharacterSet, "text is compared as what it says: ours is ASCII, or UTF-8"),
            Map.entry(
                    Tag.Manufacturer,
                    "author: theirs repeats the images' manufacturer, ours names the one that made the document"),
            Map.entry(Tag.InstitutionName, "author: theirs names none"),
            Map.entry(Tag.StudyDescription, "ours tells consumers what the study is without another query"),
            Map.entry(Tag.TimezoneOffsetFromUTC, "ours keeps the zone in which the copied study time is meant"),
            Map.entry(
                    Tag.CurrentRequestedProcedureEvidenceSequence,
                    "compared by reference, and ours adds a Retrieve URL"),
            Map.entry(Tag.ContentSequence, "compared by reference: theirs lists the instances in another order"));

    @TempDir
    Path folder;

    private RunningSource running;

    @BeforeEach
    void start() throws Exception {
        TestDatabase.empty();
        running = new RunningSource(folder, new RecordingRepository(), Instant.parse("2026-03-01T12:00:00Z"));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xdsi-IDS-DEPT003-a", "xdsi-IDS-DEPT022-a", "xdsi-IDS-DEPT041-a"})
    void nist4801TheManifestSaysWhatTheReferenceSays(String set) throws Exception {
        ProvideAndRegisterDocumentSetRequest request = publish(Samples.folder(set));
        Attributes reference =
                Part10.read(Samples.folder(set).resolve("kos/kos.dcm")).dataSet();
        Attributes ours = Part10.read(request.documents().getFirst().content().open(), ReadOptions.DEFAULT)
                .dataSet();

        Set<Integer> tags = new TreeSet<>();
        reference.forEach(element -> tags.add(element.tag()));
        ours.forEach(element -> tags.add(element.tag()));
        tags.removeAll(DIFFERENCES.keySet());
        for (int tag : tags) {
            assertThat(only(ours, tag)).as("%08x", tag).isEqualTo(only(reference, tag));
        }
        assertThat(evidence(ours)).isEqualTo(evidence(reference));
        assertThat(content(ours)).isEqualTo(content(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xdsi-IDS-DEPT003-a", "xdsi-IDS-DEPT022-a", "xdsi-IDS-DEPT041-a"})
    void nist4801TheMetadataSayWhatTheReferenceSays(String set) throws Exception {
        RegistryObjectDraft entry = RecordingRepository.entry(publish(Samples.folder(set)));
        String reference = Files.readString(Samples.folder(set).resolve("kos/metadata.xml"), StandardCharsets.UTF_8);

        assertThat(entry.header().mimeType()).isEqualTo("application/dicom");
        assertThat(reference)
                .contains(escaped(entry.slotValue(SlotName.SOURCE_PATIENT_ID).orElseThrow()));
        // Theirs goes on with PID-11, an address that no image holds, and ends the name with empty components.
        assertThat(entry.slotValues(SlotName.SOURCE_PATIENT_INFO))
                .hasSize(4)
                .allSatisfy(value -> assertThat(reference).contains(escaped(value)));
        assertThat(entry.classifications(Scheme.DE_FORMAT_CODE))
                .singleElement()
                .satisfies(code -> assertThat(code.nodeRepresentation()).isEqualTo("1.2.840.10008.5.1.4.1.1.88.59"))
                .satisfies(code -> assertThat(code.slots().getFirst().values()).containsExactly("1.2.840.10008.2.6.1"));
        // Their other codes, times and event codes are those of one template for all three, whatever the images are.
        assertThat(entry.classifications(Scheme.DE_EVENT_CODE_LIST).getFirst().nodeRepresentation())
                .isEqualTo(Map.of("xdsi-IDS-DEPT003-a", "CT", "xdsi-IDS-DEPT022-a", "US", "xdsi-IDS-DEPT041-a", "MR")
                        .get(set));
        assertThat(entry.slotValue(SlotName.SERVICE_START_TIME))
                .contains(Map.of(
                                "xdsi-IDS-DEPT003-a", "20150203171658",
                                "xdsi-IDS-DEPT022-a", "20150322184500",
                                "xdsi-IDS-DEPT041-a", "20150401225059")
                        .get(set));
    }

    @Test
    void everyReadableFileComesBackUnchanged() throws Exception {
        int unchanged = 0;
        for (Path file : Samples.files(Samples.folder("."))) {
            if (isStorable(file)) {
                TestDatabase.empty();
                assertThat(send(file)).as(file.toString()).isEqualTo(Status.SUCCESS);
                assertThat(served(Part10.read(file).dataSet()))
                        .as(file.toString())
                        .isEqualTo(dataSet(Files.readAllBytes(file)));
                unchanged++;
            }
        }
        assertThat(unchanged).isGreaterThan(100);
    }

    /** A file that says what it is and where it belongs; others nobody could send by C-STORE. */
    private static boolean isStorable(Path file) throws IOException {
        try {
            DicomFile read = Part10.read(file);
            Attributes dataSet = read.dataSet();
            return read.fileMeta().string(Tag.TransferSyntaxUID).isPresent()
                    && UniqueIdentifiers.isStorageClass(dataSet.string(Tag.SOPClassUID, ""))
                    && read.fileMeta().string(Tag.MediaStorageSOPInstanceUID).equals(dataSet.string(Tag.SOPInstanceUID))
                    && List.of(Tag.SOPInstanceUID, Tag.SeriesInstanceUID, Tag.StudyInstanceUID).stream()
                            .allMatch(tag -> Oid.isValid(dataSet.string(tag, "")));
        } catch (DicomException unreadable) {
            return false;
        }
    }

    private ProvideAndRegisterDocumentSetRequest publish(Path set) throws Exception {
        String study = "";
        for (Path file : Samples.files(set)) {
            if (!file.toString().contains("/kos/")) {
                assertThat(send(file)).isEqualTo(Status.SUCCESS);
                study = Part10.read(file).dataSet().string(Tag.StudyInstanceUID, "");
            }
        }
        running.pass(RunningSource.QUIET);
        running.awaitPublication(study, "\"state\":\"published\"");
        return running.repository.requests().getFirst();
    }

    private Status send(Path file) throws IOException {
        DicomFile read = Part10.read(file);
        String sopClass = read.dataSet().string(Tag.SOPClassUID, "");
        String syntax = read.fileMeta().string(Tag.TransferSyntaxUID, "");
        try (Association association = Association.open(
                        ApplicationEntity.of("MODALITY"),
                        RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort()),
                        PresentationContextPlan.of(List.of(new PresentationContextPlan.Pair(sopClass, syntax))));
                InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(read.dataSetOffset());
            return association.store(
                    StoreOperation.of(sopClass, read.dataSet().string(Tag.SOPInstanceUID, ""), syntax, in));
        }
    }

    private byte[] served(Attributes header) throws Exception {
        HttpResponse<byte[]> response = running.get(
                "/wado?requestType=WADO&contentType=application/dicom&studyUID="
                        + header.string(Tag.StudyInstanceUID, "") + "&seriesUID="
                        + header.string(Tag.SeriesInstanceUID, "") + "&objectUID="
                        + header.string(Tag.SOPInstanceUID, ""),
                "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        return dataSet(response.body());
    }

    private static byte[] dataSet(byte[] file) throws IOException {
        long offset =
                Part10.read(new ByteArrayInputStream(file), ReadOptions.DEFAULT).dataSetOffset();
        return Arrays.copyOfRange(file, (int) offset, file.length);
    }

    /** Text as what it says, of which a blank that is no value is nothing; sequences whole. */
    private static Object only(Attributes dataSet, int tag) {
        Element element = dataSet.element(tag).orElse(null);
        if (element == null) {
            return "absent";
        }
        if (element.vr() != VR.SQ) {
            return dataSet.string(tag).isEmpty() ? List.of() : dataSet.strings(tag);
        }
        Attributes one = new Attributes();
        one.set(element);
        return one;
    }

    /** By series: where it is to be had by RAD-69, and what is in it. The other archive's AE title is its own. */
    private static Map<String, Set<String>> evidence(Attributes kos) {
        Map<String, Set<String>> evidence = new TreeMap<>();
        Attributes study =
                kos.item(Tag.CurrentRequestedProcedureEvidenceSequence).orElseThrow();
        for (Attributes series : study.items(Tag.ReferencedSeriesSequence)) {
            assertThat(series.string(Tag.RetrieveAETitle)).isPresent();
            evidence.put(
                    study.string(Tag.StudyInstanceUID, "") + " " + series.string(Tag.SeriesInstanceUID, "") + " "
                            + series.string(Tag.RetrieveLocationUID, ""),
                    references(series.items(Tag.ReferencedSOPSequence)));
        }
        return evidence;
    }

    private static Set<String> content(Attributes kos) {
        Set<String> content = new TreeSet<>();
        for (Attributes item : kos.items(Tag.ContentSequence)) {
            references(item.items(Tag.ReferencedSOPSequence))
                    .forEach(reference -> content.add(item.string(Tag.RelationshipType, "") + " "
                            + item.string(Tag.ValueType, "") + " " + reference));
        }
        return content;
    }

    private static Set<String> references(List<Attributes> items) {
        Set<String> references = new TreeSet<>();
        items.forEach(item -> references.add(
                item.string(Tag.ReferencedSOPClassUID, "") + " " + item.string(Tag.ReferencedSOPInstanceUID, "")));
        return references;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;");
    }
}
