package dev.xdsi.conformance.run;

import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Part;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/** Images that must come as they were sent: the SHA-256 of each data set, that is of what follows the File Meta Information (PS3.10 7.1). */
final class DataSets {
    private static final int MOST_FILES = 1_000;
    private static final int GROUP_LENGTH = 140;
    private static final int META_BEGIN = GROUP_LENGTH + 4;

    private DataSets() {}

    /** All that the answer has, in any order, each as often as it is there. */
    static Finding compared(Object wanted, Answer answer) throws IOException {
        List<String> hashes = (wanted instanceof List<?> list
                        ? list.stream().map(Object::toString)
                        : Stream.of(wanted.toString().strip().split("\\s+", -1)))
                .sorted()
                .toList();
        List<String> found = files(answer).stream().map(DataSets::hash).sorted().toList();
        return Finding.of("SHA-256 of data sets", hashes.toString(), found.toString());
    }

    /** The first of them as DICOM JSON (PS3.18 F), without its pixels. */
    static Bytes json(Answer answer) throws IOException {
        List<Bytes> files = files(answer);
        if (files.isEmpty()) {
            throw new IOException("no DICOM file");
        }
        return Bytes.of(DicomJson.toString(Part10.read(
                        new ByteArrayInputStream(files.getFirst().array()), ReadOptions.DEFAULT.until(Tag.PixelData))
                .dataSet()));
    }

    /** The attachments, the files of a ZIP archive, or the body. */
    private static List<Bytes> files(Answer answer) throws IOException {
        if (!answer.parts().isEmpty()) {
            return answer.parts().stream().map(Part::content).toList();
        }
        if (!answer.header("content-type").startsWith("application/zip")) {
            return List.of(answer.body());
        }
        List<Bytes> files = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(answer.body().array()))) {
            while (zip.getNextEntry() != null && files.size() < MOST_FILES) {
                files.add(Bytes.of(zip.readAllBytes()));
            }
        }
        return files;
    }

    private static String hash(Bytes file) {
        byte[] bytes = file.array();
        if (bytes.length < META_BEGIN) {
            return "no DICOM file, " + file;
        }
        int begin = META_BEGIN
                + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(GROUP_LENGTH);
        return begin < META_BEGIN || begin > bytes.length
                ? "no DICOM file, " + file
                : Bytes.of(Arrays.copyOfRange(bytes, begin, bytes.length)).sha256();
    }
}
