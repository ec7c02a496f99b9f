package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Images and studies that are far larger than most, and such as only become so: neither costs the source more memory than others do. */
@org.junit.jupiter.api.Tag("integration")
class HostileSizesTest extends WebScene {
    private static final String IMAGE = SERIES + ".7";
    private static final String DEFLATED = UID.DeflatedExplicitVRLittleEndian;
    private static final int SIDE_OF_MANY = 16_384;
    private static final long FRAME = 2L * SIDE_OF_MANY * SIDE_OF_MANY;
    private static final long PIXELS = Long.getLong("xdsi.pixels", FRAME);
    private static final int INSTANCES = Integer.getInteger("xdsi.instances", 5_000);
    private static final long ROOM = 96L << 20;

    private Status send(String syntax, InputStream dataSet) throws IOException {
        RemoteEntity source = RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort());
        var pair = new PresentationContextPlan.Pair(UID.CTImageStorage, syntax);
        try (Association association =
                Association.open(ApplicationEntity.of("MODALITY"), source, PresentationContextPlan.of(List.of(pair)))) {
            return association.store(StoreOperation.of(UID.CTImageStorage, IMAGE, syntax, dataSet));
        }
    }

    private static byte[] written(Attributes image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            for (byte[] part : parts) {
                deflating.write(part);
            }
        }
        deflater.end();
        return out.toByteArray();
    }

    private void assertRefused(byte[] deflated) throws Exception {
        assertThat(send(DEFLATED, new ByteArrayInputStream(deflated)).isFailure())
                .isTrue();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().contains("instances")
                                    || file.toString().contains("incoming")))
                    .isEmpty();
        }
        assertThat(get(instance(IMAGE), "Accept", "application/dicom").statusCode())
                .isEqualTo(404);
    }

    private static byte[] undefined(int group, int element) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) group)
                .putShort((short) element)
                .put("SQ".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putInt(-1)
                .array();
    }

    private static final byte[] ITEM = {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, -1, -1, -1, -1};

    /** A thousand sequences in one another take few bytes deflated. */
    @Test
    void d34SequencesInSequencesDeflated() throws Exception {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        for (int depth = 0; depth < 10_000; depth++) {
            nested.writeBytes(undefined(0x0008, 0x1140));
            nested.writeBytes(ITEM);
        }
        byte[] body = deflated(written(DataSets.ct(SERIES, IMAGE).remove(Tag.PixelData)), nested.toByteArray());
        assertThat(body).hasSizeLessThan(4_000);

        assertRefused(body);
    }

    /** Zeros without end in an item of a sequence. */
    @Test
    void d34ABombInAnItem() throws Exception {
        byte[] value = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x0042)
                .putShort((short) 0x0011)
                .put("OB".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putInt(256 << 20)
                .array();
        byte[][] parts = new byte[4 + 256][];
        parts[0] = written(DataSets.ct(SERIES, IMAGE).remove(Tag.PixelData));
        parts[1] = undefined(0x0040, 0xA730);
        parts[2] = ITEM;
        parts[3] = value;
        byte[] zeros = new byte[1 << 20];
        for (int i = 4; i < parts.length; i++) {
            parts[i] = zeros;
        }

        assertRefused(deflated(parts));
    }

    /** What is deflated twice is inflated once, and is no data set then. */
    @Test
    void d34DeflatedTwice() throws Exception {
        byte[] once = deflated(written(DataSets.ct(SERIES, IMAGE)));
        assertRefused(deflated(once));

        assertThat(send(DEFLATED, new ByteArrayInputStream(once))).isEqualTo(Status.SUCCESS);
    }

    /** A body that is deflated as a whole, with an instance in it that is deflated too: not inflated for who did not say so to DICOM. */
    @Test
    void d34ADeflatedBody() throws Exception {
        for (String coding : List.of("deflate", "gzip", "gzip, gzip")) {
            HttpResponse<byte[]> response = running.send(
                    HttpRequest.newBuilder()
                            .headers("Content-Type", "application/dicom", "Content-Encoding", coding)
                            .header("Accept", "application/dicom+json")
                            .POST(BodyPublishers.ofByteArray(deflated(written(DataSets.ct(SERIES, IMAGE))))),
                    "/dicom-web/studies");

            assertThat(response.statusCode()).as(text(response)).isIn(400, 409, 415);
        }
        assertThat(get(instance(IMAGE), "Accept", "application/dicom").statusCode())
                .isEqualTo(404);
    }

    /** The same bytes each time, and no stretch of them like another; it says how much of the heap is used while they flow. */
    private static final class Pixels extends InputStream {
        private static final int STRIDE = 64 << 20;
        private final long length;
        private long position;
        private long most;

        Pixels(long length) {
            this.length = length;
        }

        static byte at(long position) {
            long block = (position >>> 3) * 0x9E3779B97F4A7C15L;
            return (byte) ((block ^ (block >>> 29)) >>> (8 * (position & 7)));
        }

        @Override
        public int read() {
            return position == length ? -1 : at(position++) & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            if (position == length) {
                return -1;
            }
            int some = (int) Math.min(count, length - position);
            if (position / STRIDE != (position + some) / STRIDE) {
                most = Math.max(most, used());
            }
            for (int i = 0; i < some; i++) {
                into[from + i] = at(position + i);
            }
            position += some;
            return some;
        }
    }

    /** Of the heap, by what cannot be collected. */
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static InputStream large(Pixels pixels) throws IOException {
        Attributes image = DataSets.ct(SERIES, IMAGE)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setString(Tag.NumberOfFrames, Long.toString(PIXELS / FRAME))
                .setInt(Tag.Rows, SIDE_OF_MANY)
                .setInt(Tag.Columns, SIDE_OF_MANY)
                .setInt(Tag.BitsAllocated, 16)
                .setInt(Tag.BitsStored, 16)
                .setInt(Tag.HighBit, 15)
                .setInt(Tag.PixelRepresentation, 0)
                .remove(Tag.PixelData);
        byte[] header = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7FE0)
                .putShort((short) 0x0010)
                .put("OW".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putInt((int) pixels.length)
                .array();
        ByteArrayOutputStream begin = new ByteArrayOutputStream();
        begin.writeBytes(written(image));
        begin.writeBytes(header);
        return new SequenceInputStream(new ByteArrayInputStream(begin.toByteArray()), pixels);
    }

    @Test
    void d44PixelDataStreamInAndOutWithoutHeap() throws Exception {
        long before = used();
        Pixels in = new Pixels(PIXELS);
        assertThat(send(UID.ExplicitVRLittleEndian, large(in))).isEqualTo(Status.SUCCESS);

        Pixels expected = new Pixels(PIXELS);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.web() + instance(IMAGE)))
                            .header("Accept", "application/dicom")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (InputStream file = answer.body()) {
                file.skipNBytes(
                        answer.headers().firstValueAsLong("Content-Length").orElseThrow() - PIXELS);
                assertSame(file, expected);
            }
        }

        assertThat(in.most).isPositive();
        assertThat(Math.max(in.most, expected.most) - before).isLessThan(ROOM);
    }

    private static void assertSame(InputStream file, Pixels expected) throws IOException {
        byte[] wanted = new byte[1 << 20];
        int count = expected.read(wanted, 0, wanted.length);
        while (count > 0) {
            byte[] came = file.readNBytes(count);
            assertThat(java.util.Arrays.equals(came, 0, came.length, wanted, 0, count))
                    .as("the stretch that ends at %d", expected.position)
                    .isTrue();
            count = expected.read(wanted, 0, wanted.length);
        }
        assertThat(file.read()).isEqualTo(-1);
    }

    @Test
    void d45AStudyOfThousandsIsStoredFoundPublishedAndRetrieved() throws Exception {
        try (Association association = running.associate()) {
            for (int number = 1; number <= INSTANCES; number++) {
                assertThat(RunningSource.store(
                                association,
                                DataSets.ct(SERIES, SERIES + "." + number).setInt(Tag.InstanceNumber, number)))
                        .isEqualTo(Status.SUCCESS);
                // As somebody who takes the audit messages would: the spool has an end.
                running.audit.markDelivered(running.audit.delivered() + running.audit.backlog());
            }
        }
        long before = used();

        assertThat(new ObjectMapper()
                        .readTree(get("/dicom-web/studies?PatientID=4711", "Accept", "application/dicom+json")
                                .body())
                        .path(0)
                        .path("00201208")
                        .path("Value")
                        .path(0)
                        .asInt())
                .isEqualTo(INSTANCES);
        assertThat(uids("/dicom-web/studies/" + STUDY)).hasSize(INSTANCES);
        running.pass(RunningSource.QUIET.plusSeconds(1));
        running.awaitPublication(STUDY, "\"published\"");
        assertThat(used() - before).isLessThan(ROOM);

        Attributes manifest = Part10.read(
                        running.repository
                                .requests()
                                .getFirst()
                                .documents()
                                .getFirst()
                                .content()
                                .open(),
                        ReadOptions.DEFAULT)
                .dataSet();
        assertThat(manifest.items(Tag.CurrentRequestedProcedureEvidenceSequence)
                        .getFirst()
                        .items(Tag.ReferencedSeriesSequence)
                        .getFirst()
                        .items(Tag.ReferencedSOPSequence))
                .extracting(item -> item.string(Tag.ReferencedSOPInstanceUID, ""))
                .doesNotHaveDuplicates()
                .hasSize(INSTANCES);
    }

    /** Of the instances that come, read as they come. */
    private Set<String> uids(String path) throws Exception {
        Set<String> uids = new HashSet<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.web() + path))
                            .header("Accept", DICOM_PARTS)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            for (var parts = reader(answer); ; ) {
                var part = parts.next();
                if (part.isEmpty()) {
                    return uids;
                }
                assertThat(uids.add(Part10.read(part.get().body(), ReadOptions.DEFAULT)
                                .dataSet()
                                .string(Tag.SOPInstanceUID, "")))
                        .isTrue();
            }
        }
    }
}
