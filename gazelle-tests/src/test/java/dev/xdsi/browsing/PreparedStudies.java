package dev.xdsi.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.PatientId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Studies that a gateway shares before somebody looks for them. */
final class PreparedStudies {
    /** DCMTK's programs that compress, one for each series. */
    private static final Map<String, String> COMPRESSORS = Map.of("S1", "dcmcrle", "S2", "dcmcjpls", "S3", "dcmcjpeg");

    /** What somebody wrote who means harm, or what a broken system wrote: markup, text that runs backwards, letters without width. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>\u202Ecba\u200B'%_*";

    private final RunningGateway gateway;
    private final Path folder;
    private final List<String> sent = new ArrayList<>();

    /** Makes other files of those of a study. */
    @FunctionalInterface
    interface Change {
        Change NONE = study -> {};

        void in(Path study) throws Exception;
    }

    PreparedStudies(RunningGateway gateway, Path folder) {
        this.gateway = gateway;
        this.folder = folder;
    }

    /** Sends a study of three series; returns its Study Instance UID. */
    String send(PatientId patient, int slices, Change change) throws Exception {
        Path files = folder.resolve(patient.id());
        String study = new PhantomStudy(patient.id(), slices, 128, LocalDateTime.of(2024, 1, 2, 3, 4))
                .write(files, UUID::randomUUID);
        change.in(files);
        var refused = new InstanceSender(
                        ApplicationEntity.of("BROWSER"), gateway.stage().dicom())
                .send(StudyFiles.under(List.of(files)).studies().firstEntry().getValue(), file -> {});
        assertThat(refused).isEmpty();
        sent.add(study);
        return study;
    }

    /** Waits until all that were sent are shared. */
    void awaitPublished() throws Exception {
        for (String study : sent) {
            while (!gateway.client().publicationOf(study).path("state").asText().equals("published")) {
                Thread.sleep(50);
            }
        }
    }

    /** Each series in another way. */
    static void compress(Path study) throws Exception {
        for (Path image : PhantomStudy.files(study)) {
            String compressor =
                    COMPRESSORS.get(study.relativize(image).getName(0).toString());
            Path made = study.resolveSibling("compressed.dcm");
            Process process = new ProcessBuilder(compressor, image.toString(), made.toString())
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            Files.move(made, image, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** {@link #HOSTILE} as the patient's name and the study's description. */
    static void makeHostile(Path study) throws Exception {
        for (Path image : PhantomStudy.files(study)) {
            DicomFile file = Part10.read(image);
            Attributes hostile = file.dataSet()
                    .setString(Tag.SpecificCharacterSet, "ISO_IR 192")
                    .setString(Tag.ReferringPhysicianName, HOSTILE)
                    .setString(Tag.PatientName, HOSTILE)
                    .setString(Tag.StudyDescription, HOSTILE);
            Path made = study.resolveSibling("hostile.dcm");
            Part10.write(made, FileMeta.of(hostile, file.transferSyntax()), hostile);
            Files.move(made, image, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
