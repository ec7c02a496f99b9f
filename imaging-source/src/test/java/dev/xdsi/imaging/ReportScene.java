package dev.xdsi.imaging;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.ImagingSourceSettings.Manifests;
import dev.xdsi.imaging.manifest.ManifestAuthor;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A source that publishes reports, and reports. */
abstract class ReportScene extends SourceScene {
    static final String IMAGE = SERIES + ".1";
    static final String REPORTS = STUDY + ".8";
    static final byte[] PDF = "%PDF-1.7\nabcd\n%%EOF".getBytes(StandardCharsets.US_ASCII);

    static final String FIRST = REPORTS + ".1";
    static final String SECOND = REPORTS + ".2";
    static final byte[] OTHER = "%PDF-1.4\nother".getBytes(StandardCharsets.US_ASCII);

    static PublicationPolicy always(Treatment then) {
        return new PublicationPolicy(List.of(new PublicationRule("all", Map.of(), then)));
    }

    @BeforeEach
    void publishReports() throws Exception {
        restart(PublicationPolicy.OPEN, ReportKind.PDF, ReportKind.CDA, ReportKind.SR);
    }

    void restart(PublicationPolicy policy, ReportKind... kinds) throws Exception {
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository,
                        running.registry,
                        new Manifests(
                                new ManifestAuthor("XDSI", "Central Hospital"),
                                List.of(ManifestKind.KOS),
                                policy,
                                Set.of(kinds))),
                running.now.get(),
                Duration.ofMillis(20));
    }

    static Attributes encapsulated(String sopInstance, byte[] document) {
        Attributes dataSet = DataSets.ct(REPORTS, sopInstance)
                .setString(Tag.SOPClassUID, UID.EncapsulatedPDFStorage)
                .setString(Tag.Modality, "DOC")
                .setString(Tag.ContentDate, "20260301")
                .setString(Tag.ContentTime, "113000")
                .setString(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                .setBytes(
                        Tag.EncapsulatedDocument, VR.OB, Arrays.copyOf(document, document.length + document.length % 2))
                .setInt(Tag.EncapsulatedDocumentLength, document.length);
        return dataSet.remove(Tag.PixelData).remove(Tag.Rows).remove(Tag.Columns);
    }

    static Attributes structured(String sopInstance, String text) {
        return encapsulated(sopInstance, PDF)
                .setString(Tag.SOPClassUID, UID.BasicTextSRStorage)
                .setString(Tag.Modality, "SR")
                .setString(Tag.CompletionFlag, "COMPLETE")
                .setString(Tag.VerificationFlag, "VERIFIED")
                .setItems(
                        Tag.VerifyingObserverSequence,
                        new Attributes().setString(Tag.VerifyingObserverName, "Roentgen^Wilhelm"))
                .setItems(
                        Tag.ContentSequence,
                        new Attributes().setString(Tag.ValueType, "TEXT").setString(Tag.TextValue, text))
                .remove(Tag.EncapsulatedDocument)
                .remove(Tag.EncapsulatedDocumentLength)
                .remove(Tag.MIMETypeOfEncapsulatedDocument);
    }

    /** Stores it and waits until the study and its reports are at their end. */
    void publish(Attributes... dataSets) throws Exception {
        for (Attributes dataSet : dataSets) {
            if (!running.store(dataSet).isSuccess()) {
                throw new AssertionError("not stored");
            }
        }
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitReports();
    }

    String awaitReports() throws Exception {
        String told = reports();
        for (int tries = 0; tries < 1500 && !told.contains("\"due\":false"); tries++) {
            Thread.sleep(20);
            told = reports();
        }
        if (!told.contains("\"due\":false")) {
            throw new AssertionError(told);
        }
        return told;
    }

    void awaitInReports(String expected) throws Exception {
        String told = reports();
        for (int tries = 0; tries < 1500 && !told.contains(expected); tries++) {
            Thread.sleep(20);
            told = reports();
        }
        if (!told.contains(expected)) {
            throw new AssertionError("expected " + expected + " but was " + told);
        }
    }

    String reports() throws Exception {
        return text(report(HttpRequest.newBuilder().GET(), "?study=" + STUDY));
    }

    void reject(String note, String instance, String state) throws Exception {
        reject(note, instance, state, true);
    }

    void reject(String note, String instance, String state, boolean toTheEnd) throws Exception {
        running.store(DataSets.keyObject(STUDY + ".99." + note, "113037", instance));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"" + state + "\"");
        if (toTheEnd) {
            awaitReports();
        }
    }

    HttpResponse<byte[]> give(byte[] content, String query) throws Exception {
        return report(HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(content)), query);
    }

    HttpResponse<byte[]> report(HttpRequest.Builder request, String query) throws Exception {
        return running.send(request.header("X-Test-User", "ada"), "/reports" + query);
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    ProvideAndRegisterDocumentSetRequest request(int number) {
        return running.repository.requests().get(number);
    }

    RegistryObjectDraft entry(int number) {
        return RecordingRepository.entry(request(number));
    }

    byte[] document(int number) throws Exception {
        return request(number).documents().getFirst().content().open().readAllBytes();
    }

    String code(int number, String scheme) {
        return String.valueOf(entry(number).classifications(scheme).getFirst().nodeRepresentation());
    }

    /** The entries that stand because of this request, each with those that it replaced. */
    List<String> replaced(int number) {
        return request(number)
                .submission()
                .associations()
                .map(association -> Objects.requireNonNull(association.link()))
                .filter(link -> String.valueOf(link.associationType()).endsWith(":RPLC"))
                .map(link -> String.valueOf(link.targetObject()))
                .toList();
    }
}
