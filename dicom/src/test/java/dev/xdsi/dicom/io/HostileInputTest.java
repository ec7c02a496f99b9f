package dev.xdsi.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets that lie about themselves: each is refused with a reason, and at no cost. */
class HostileInputTest {
    @TempDir
    Path folder;

    private static Attributes explicit(String hex) throws IOException {
        return read(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bytes(hex));
    }

    private static Attributes read(TransferSyntax syntax, byte[] bytes) throws IOException {
        return Part10.readDataSet(new ByteArrayInputStream(bytes), syntax, ReadOptions.DEFAULT);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** How much memory this thread takes while it does something. */
    private static long allocated(Runnable action) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E07F1000 4F42 0000 FEFFFFFF 01",
                "10001040 5554 0000 FEFFFFFF 01",
                "10001040 5554 0000 FFFFFF03 01",
                "08003210 5351 0000 FEFFFFFF 01",
                "10002000 4C4F 0002 01"
            })
    void d25AClaimedLengthCostsNoMemory(String hex) throws IOException {
        Path file = Files.write(folder.resolve("lie"), bytes("08001800 5549 0400 312E3200" + hex));
        long spent = allocated(() -> {
            assertThat(catchThrowable(() -> explicit(hex))).isInstanceOf(DicomException.class);
            assertThat(catchThrowable(() -> Part10.read(file)))
                    .isInstanceOf(DicomException.class)
                    .hasMessageContaining("exceeds the 1 bytes left");
        });
        assertThat(spent).isLessThan(16 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 10_000})
    void d26SequencesInSequencesHaveAnEnd(int depth) {
        String open = "08003210 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF";
        String close = "FEFF0DE0 00000000 FEFFDDE0 00000000";
        Throwable thrown = catchThrowable(() -> explicit(open.repeat(depth) + close.repeat(depth)));

        if (depth <= 64) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isInstanceOf(DicomException.class).hasMessageContaining("nested deeper than 64");
        }
    }

    @Test
    void d27OddLengthsAreReadAndWrittenEven() throws IOException {
        Attributes odd = explicit("10002000 4C4F 0300 313233 28001000 5553 0200 0001");

        assertThat(odd.string(Tag.PatientID)).contains("123");
        assertThat(odd.integer(Tag.Rows)).hasValue(256);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, odd);
        assertThat(out.toByteArray()).isEqualTo(bytes("10002000 4C4F 0400 31323320 28001000 5553 0200 0001"));
        assertThat(read(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out.toByteArray()))
                .isEqualTo(odd);
    }

    @Test
    void d28WrongRepresentationsAreReadAsTheyStand() throws IOException {
        assertThat(explicit("28001000 4C4F 0200 3132").integer(Tag.Rows)).hasValue(12);
        assertThat(explicit("10001000 5A5A 0000 02000000 4142").string(Tag.PatientName))
                .contains("AB");
        assertThatThrownBy(() -> explicit("10001000 0102 0304 4142"))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("bytes 01 02 are no value representation");
        assertThatThrownBy(() -> explicit("28001000 5553 0000 28001000 5553 0000"))
                .hasMessage("(0028,0010) Rows at offset 8: occurs twice");
        assertThatThrownBy(() -> explicit("10001040 5554 0000 FFFFFFFF"))
                .hasMessageContaining("undefined length with VR UT");
    }

    @Test
    void anElementWrittenImplicitlyByMistakeIsRead() throws IOException {
        assertThat(explicit("10002000 04000000 31323334 28001000 5553 0200 0001")
                        .string(Tag.PatientID))
                .contains("1234");
    }

    @Test
    void d33ADeflatedBombIsRefused() throws IOException {
        Attributes bomb = new Attributes()
                .setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .set(new Element(Tag.PixelData, VR.OB, new Value.Bulk(new Zeros(200L << 20))));
        Path file = folder.resolve("bomb.dcm");
        Part10.write(file, FileMeta.of(bomb, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN), bomb);
        assertThat(Files.size(file)).isLessThan(1 << 20);

        assertThatThrownBy(() -> Part10.read(file))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("beyond 100:1");
    }

    @Test
    void aDarkImageMayDeflateWell() throws IOException {
        Attributes dark = new Attributes()
                .setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "1.2.3")
                .set(new Element(Tag.PixelData, VR.OB, new Value.Bulk(new Zeros(20L << 20))));
        Path file = folder.resolve("dark.dcm");
        Part10.write(file, FileMeta.of(dark, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN), dark);

        assertThat(DataSetDiff.between(Part10.read(file).dataSet(), dark)).isEmpty();
    }

    private record Zeros(long length) implements BulkData {
        @Override
        public InputStream open() {
            return new BoundedStream(
                    new InputStream() {
                        @Override
                        public int read() {
                            return 0;
                        }

                        @Override
                        public int read(byte[] into, int from, int count) {
                            return count;
                        }
                    },
                    length);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void d35CutAnywhereAFileIsRefusedOrShorter(Kind kind) throws IOException {
        byte[] whole = kind.bytes();
        Attributes all = Part10.read(new ByteArrayInputStream(whole), ReadOptions.DEFAULT)
                .dataSet();
        Path file = folder.resolve("cut.dcm");
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);
            Optional<Attributes> fromFile = attempt(() -> Part10.read(file).dataSet());
            Optional<Attributes> fromStream =
                    attempt(() -> Part10.read(new ByteArrayInputStream(cut), ReadOptions.DEFAULT)
                            .dataSet());
            assertThat(fromStream.isPresent()).as("cut at %d", length).isEqualTo(fromFile.isPresent());
            fromFile.ifPresent(shorter -> assertThat(all.stream()).containsAll(same(all, shorter)));
            refused += fromFile.isEmpty() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    private static List<Element> same(Attributes all, Attributes shorter) {
        assertThat(shorter.size()).isLessThanOrEqualTo(all.size());
        return shorter.stream()
                .map(element -> all.element(element.tag()).orElseThrow())
                .toList();
    }

    /** Refused means a DicomException; anything else thrown fails the test. */
    private static Optional<Attributes> attempt(Reading reading) throws IOException {
        try {
            return Optional.of(reading.read());
        } catch (DicomException e) {
            return Optional.empty();
        }
    }

    private interface Reading {
        Attributes read() throws IOException;
    }

    enum Kind {
        EXPLICIT(UID.ExplicitVRLittleEndian),
        IMPLICIT(UID.ImplicitVRLittleEndian),
        BIG_ENDIAN(UID.ExplicitVRBigEndian),
        DEFLATED(UID.DeflatedExplicitVRLittleEndian),
        ENCAPSULATED(UID.JPEGBaseline8Bit);

        private final String uid;

        Kind(String uid) {
            this.uid = uid;
        }

        byte[] bytes() throws IOException {
            Attributes dataSet = new Attributes()
                    .setString(Tag.SOPClassUID, UID.CTImageStorage)
                    .setString(Tag.SOPInstanceUID, "1.2.3")
                    .setString(Tag.PatientName, "A^B")
                    .setItems(
                            Tag.ProcedureCodeSequence, new Attributes().setString(Tag.CodeValue, "X"), new Attributes())
                    .setString(0x00290010, VR.LO, "XDSI")
                    .setBytes(0x00291001, VR.UN, new byte[] {1, 2})
                    .setBytes(Tag.PixelData, VR.OW, new byte[64]);
            if (this == ENCAPSULATED) {
                List<BulkData> fragments = List.of(BulkData.of(new byte[0]), BulkData.of(new byte[10]));
                dataSet.set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(fragments)));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Part10.write(out, FileMeta.of(dataSet, TransferSyntax.of(uid)), dataSet);
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFileWithAnyBytesChangedIsReadOrRefused(Kind kind) throws IOException {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        byte[] whole = kind.bytes();
        for (int round = 0; round < 5_000; round++) {
            byte[] changed = whole.clone();
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                changed[128 + random.nextInt(changed.length - 128)] = (byte) random.nextInt();
            }
            attempt(() -> Part10.read(new ByteArrayInputStream(changed), ReadOptions.DEFAULT)
                            .dataSet())
                    .ifPresent(read -> read.walk((item, element, depth) -> {
                        item.strings(element.tag());
                        item.reals(element.tag());
                        item.longs(element.tag());
                    }));
        }
    }

    @Test
    void manyTinyElementsAreCounted() {
        ReadOptions few =
                ReadOptions.DEFAULT.within(new ReadLimits(100, 4000, 50, 4, ReadLimits.InflationLimit.DEFAULT));
        byte[] items = bytes("08003210 5351 0000 FFFFFFFF" + "FEFF00E0 00000000".repeat(100));
        byte[] fragments = bytes("E07F1000 4F42 0000 FFFFFFFF" + "FEFF00E0 00000000".repeat(100));
        byte[] large = bytes("E07F1000 4F42 0000 00100000" + "00".repeat(4096));
        for (byte[] bytes : List.of(items, fragments)) {
            assertThatThrownBy(() -> Part10.readDataSet(
                            new ByteArrayInputStream(bytes), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, few))
                    .hasMessageContaining("more than 50 elements and items");
        }
        assertThatThrownBy(() -> Part10.readDataSet(
                        new ByteArrayInputStream(large), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, few))
                .hasMessageContaining("beyond 4000 bytes in memory");
    }

    /** Each takes some sixty bytes of the heap, whatever it says. */
    @Test
    void elementsWithoutValuesAreNotFree() throws IOException {
        ReadOptions little = ReadOptions.DEFAULT.within(
                new ReadLimits(100, 1 << 20, 1_000_000, 4, ReadLimits.InflationLimit.DEFAULT));
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        empty.writeBytes(bytes("08003210 FFFFFFFF"));
        for (int i = 0; i < 10_000; i++) {
            empty.writeBytes(bytes("FEFF00E0 FFFFFFFF 08000001 00000000 FEFF0DE0 00000000"));
        }
        empty.writeBytes(bytes("FEFFDDE0 00000000"));

        assertThatThrownBy(() -> Part10.readDataSet(
                        new ByteArrayInputStream(empty.toByteArray()),
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        little))
                .hasMessageContaining("beyond 1048576 bytes in memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4D5A", "3C21444F43545950452068746D6C3E", "7F454C46020101000000000000000000"})
    void whatIsNotDicomIsToldSo(String hex) throws IOException {
        Path file = Files.write(folder.resolve("other"), bytes(hex));

        assertThatThrownBy(() -> Part10.read(file))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("not DICOM");
    }

    @Test
    void unknownElementsOfUndefinedLengthHoldImplicitItems() throws IOException {
        Attributes read = explicit("09001010 554E 0000 FFFFFFFF FEFF00E0 FFFFFFFF 10002000 02000000 3132"
                + "FEFF0DE0 00000000 FEFFDDE0 00000000");

        assertThat(read.item(0x00091010).orElseThrow().string(Tag.PatientID)).contains("12");
    }

    /** PS3.5 6.2.2: so writes who does not know the tag; what was not written so stays as it is. */
    @Test
    void sequencesWrittenAsUnknownAreReadWhereTheirItemsAreImplicit() throws IOException {
        String implicit = "FEFF00E0 0A000000 10002000 02000000 3132";
        String explicit = "FEFF00E0 0A000000 10002000 4C4F 0200 3132";

        assertThat(explicit("08003210 554E 0000 12000000" + implicit)
                        .item(Tag.ProcedureCodeSequence)
                        .orElseThrow()
                        .string(Tag.PatientID))
                .contains("12");
        assertThat(explicit("08003210 554E 0000 12000000" + explicit).bytes(Tag.ProcedureCodeSequence))
                .hasSize(18);
        assertThat(explicit("08001010 554E 0000 12000000" + implicit).bytes(0x00081010))
                .hasSize(18);
        assertThatThrownBy(() -> explicit("08003210 554E 0000 12000000 FEFF00E0 0B000000 10002000 02000000 3132"))
                .isInstanceOf(DicomException.class);
    }

    /** Each moves those before it: a million of them took half a minute. */
    @Test
    void elementsInTheWrongOrderAreTakenAsFarAsThatIsCheap() throws IOException {
        assertThat(read(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, falling(5_000))
                        .size())
                .isEqualTo(5_000);
        assertThatThrownBy(() -> read(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, falling(50_000)))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("out of the order");
        // A few at the end of many, as devices write them.
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        for (int tag = 1; tag <= 50_000; tag++) {
            element(tail, 0x20000000 + tag);
        }
        for (int tag = 1; tag <= 100; tag++) {
            element(tail, 0x10000000 + tag);
        }
        assertThat(read(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, tail.toByteArray())
                        .size())
                .isEqualTo(50_100);
    }

    private static byte[] falling(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int tag = count; tag > 0; tag--) {
            element(out, 0x20000000 + tag);
        }
        return out.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag) {
        out.writeBytes(new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)});
        out.writeBytes(new byte[] {'L', 'O', 0, 0});
    }

    @Test
    void lengthsThatDoNotAddUpAreToldWhere() {
        assertThatThrownBy(() -> explicit("08003210 5351 0000 0A000000 FEFF00E0 08000000 0800 00000000 0000"))
                .isInstanceOf(DicomException.class)
                .hasMessageStartingWith("(FFFE,E000) Item at offset 12: length 8 exceeds the 2 bytes left");
    }
}
