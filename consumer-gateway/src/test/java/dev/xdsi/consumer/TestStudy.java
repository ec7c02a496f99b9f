package dev.xdsi.consumer;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A made-up study of two series with three instances, its manifest and its files. */
public final class TestStudy {
    public static final String UID_OF_STUDY = "1.2.3.4.100";
    public static final String LOCATION = "1.2.3.4.5";
    public static final String FIRST = "1.2.3.4.100.1.1";
    public static final String SECOND = "1.2.3.4.100.1.2";
    public static final String THIRD = "1.2.3.4.100.2.1";
    public static final List<String> ALL = List.of(FIRST, SECOND, THIRD);

    private TestStudy() {}

    public static Manifest manifest() {
        return new Manifest(
                UID_OF_STUDY,
                List.of(series("1.2.3.4.100.1", LOCATION, FIRST, SECOND), series("1.2.3.4.100.2", LOCATION, THIRD)));
    }

    public static ManifestSeries series(String uid, String location, String... instances) {
        return new ManifestSeries(
                uid,
                location,
                null,
                Stream.of(instances)
                        .map(instance -> new ManifestInstance(UID.CTImageStorage, instance))
                        .toList());
    }

    /** The manifest as key object selection. */
    public static Attributes keyObjects() {
        List<Attributes> series = manifest().series().stream()
                .map(one -> new Attributes()
                        .setString(Tag.SeriesInstanceUID, one.seriesInstanceUID())
                        .setString(Tag.RetrieveLocationUID, LOCATION)
                        .setString(Tag.RetrieveURL, "http://192.0.2.1/elsewhere")
                        .setItems(
                                Tag.ReferencedSOPSequence,
                                one.instances().stream()
                                        .map(instance -> new Attributes()
                                                .setString(Tag.ReferencedSOPClassUID, instance.sopClassUID())
                                                .setString(Tag.ReferencedSOPInstanceUID, instance.sopInstanceUID()))
                                        .toList()))
                .toList();
        return new Attributes()
                .setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setString(Tag.SOPInstanceUID, "1.2.9.1")
                .setItems(
                        Tag.CurrentRequestedProcedureEvidenceSequence,
                        new Attributes()
                                .setString(Tag.StudyInstanceUID, UID_OF_STUDY)
                                .setItems(Tag.ReferencedSeriesSequence, series));
    }

    /** Where DICOMweb has an instance. */
    static String path(String instance) {
        return "/studies/" + UID_OF_STUDY + "/series/" + seriesOf(instance) + "/instances/" + instance;
    }

    private static String seriesOf(String instance) {
        return instance.substring(0, instance.lastIndexOf('.'));
    }

    /** Its metadata, with bulk data at an address that nobody must be sent to. */
    static String metadata(String instance) {
        return """
                {"00080018":{"vr":"UI","Value":["%s"]},"0020000E":{"vr":"UI","Value":["%s"]},
                "00180050":{"vr":"DS","Value":[0.625]},
                "00880200":{"vr":"SQ","Value":[{"7FE00010":{"vr":"OW","BulkDataURI":"http://192.0.2.1/icon"}}]},
                "7FE00010":{"vr":"OW","BulkDataURI":"http://192.0.2.1/pixels"}}""".formatted(instance, seriesOf(instance));
    }

    /** A file of 100,000 bytes and some more, the beginning of whose data set is longer than what is read ahead. */
    public static byte[] image(String sopInstanceUID) {
        return image(UID_OF_STUDY, seriesOf(sopInstanceUID), sopInstanceUID);
    }

    /** The same in another study. */
    public static byte[] image(String studyInstanceUID, String seriesInstanceUID, String sopInstanceUID) {
        Attributes reference =
                new Attributes().setString(Tag.ReferencedSOPInstanceUID, "1.2.3.4.100.99.12345678901234567890");
        byte[] pixels = new byte[100_000];
        Arrays.fill(pixels, (byte) sopInstanceUID.hashCode());
        return file(new Attributes()
                .setString(Tag.SOPClassUID, UID.CTImageStorage)
                .setString(Tag.SOPInstanceUID, sopInstanceUID)
                .setItems(Tag.ReferencedImageSequence, Collections.nCopies(500, reference))
                .setString(Tag.StudyInstanceUID, studyInstanceUID)
                .setString(Tag.SeriesInstanceUID, seriesInstanceUID)
                .setBytes(Tag.PixelData, VR.OW, pixels));
    }

    public static byte[] file(Attributes dataSet) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Part10.write(out, FileMeta.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DocumentContent content(byte[] bytes) {
        return new DocumentContent() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** Content that breaks off. */
    public static DocumentContent broken(byte[] bytes) {
        return new DocumentContent() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, bytes.length / 2), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        return read();
                    }
                });
            }
        };
    }
}
