package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.archive.Ingest.AlreadyStored;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.Ingest.Stored;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class InstanceArchiveTest {
    private static final String SERIES = DataSets.STUDY + ".1";
    private static final Oid STUDY = new Oid(DataSets.STUDY);
    private static final BorrowedInstances.Surroundings ALWAYS_THE_SAME_NAME = new BorrowedInstances.Surroundings(
            () -> Instant.EPOCH, () -> new UUID(4711, 1), PixelMemory.ofThisProcess());
    private static final BorrowedInstances.Surroundings SURROUNDINGS =
            new BorrowedInstances.Surroundings(() -> Instant.EPOCH, UUID::randomUUID, PixelMemory.ofThisProcess());

    @TempDir
    Path folder;

    private final InMemoryInstanceIndex index = new InMemoryInstanceIndex();
    private InstanceArchive archive;

    @BeforeEach
    void openArchive() throws IOException {
        archive = new InstanceArchive(folder, index, null, SURROUNDINGS);
    }

    /** Or else a crash at the wrong moment would leave one that was acknowledged, without its file. */
    @Test
    void anInstanceExistsOnceItsFileIsInItsPlace() throws IOException {
        List<Boolean> inPlace = new ArrayList<>();
        index.entering = added -> {
            String name = added.instance().file().name();
            inPlace.add(Files.exists(folder.resolve("instances")
                    .resolve(name.substring(0, 2))
                    .resolve(name.substring(2, 4))
                    .resolve(name)));
        };
        for (int i = 1; i <= 20; i++) {
            Attributes image = DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1." + i);
            assertThat(archive.ingest(DataSets.announced(image), DataSets.stream(image)))
                    .isInstanceOf(Stored.class);
        }

        assertThat(inPlace).hasSize(20).containsOnly(true);
    }

    @Test
    void keepsTheDataSetByteForByteInAPart10File() throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");

        StoredInstance stored = stored(ingest(image));

        byte[] file = read(stored);
        DicomFile read = Part10.read(archive.file(stored));
        assertThat(file).startsWith(new byte[128]);
        assertThat(Arrays.copyOfRange(file, (int) read.dataSetOffset(), file.length))
                .isEqualTo(DataSets.bytes(image));
        assertThat(read.fileMeta().string(Tag.MediaStorageSOPInstanceUID)).contains(SERIES + ".1");
        assertThat(file).hasSize((int) stored.file().length());
    }

    @Test
    void keepsMetadataWithThePlaceOfItsPixels() throws IOException {
        ingest(DataSets.ct(SERIES, SERIES + ".1"));
        List<String> json = new ArrayList<>();

        archive.metadata(
                archive.instances(StudyPart.study(STUDY)).stream()
                        .map(StoredInstance::uids)
                        .toList(),
                metadata -> json.add(new String(metadata.open().readAllBytes(), StandardCharsets.UTF_8)));

        assertThat(json)
                .singleElement()
                .asString()
                .contains("Müller^Jürg", "00080018")
                .endsWith("\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"studies/" + STUDY + "/series/" + SERIES
                        + "/instances/" + SERIES + ".1/bulkdata/7FE00010\"}}");
    }

    @Test
    void namesNoFileAfterAUid() throws IOException {
        ingest(DataSets.ct(SERIES, SERIES + ".1"));

        assertThat(files())
                .hasSize(1)
                .allSatisfy(file -> assertThat(file.toString())
                        .doesNotContain(DataSets.STUDY)
                        .matches(".*/instances/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}-[0-9a-f-]{36}"));
    }

    @Test
    void theSameAgainIsASuccessAndKeptOnce() throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        StoredInstance first = stored(ingest(image));

        Ingest again = ingest(image);

        assertThat(again)
                .isInstanceOfSatisfying(
                        AlreadyStored.class, it -> assertThat(it.instance()).isEqualTo(first));
        assertThat(files()).hasSize(1);
    }

    /** What may happen to a file. */
    enum Damage {
        LOST,
        TRUNCATED,
        META_FLIPPED,
        FIRST_BYTE_FLIPPED,
        LAST_BYTE_FLIPPED;

        void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            switch (this) {
                case LOST -> Files.delete(file);
                case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                case META_FLIPPED -> flip(file, bytes, text.indexOf(UID.ExplicitVRLittleEndian) + 2);
                case FIRST_BYTE_FLIPPED ->
                    flip(file, bytes, (int) Part10.read(file).dataSetOffset());
                case LAST_BYTE_FLIPPED -> flip(file, bytes, bytes.length - 1);
            }
        }

        private static void flip(Path file, byte[] bytes, int at) throws IOException {
            bytes[at] ^= 1;
            Files.write(file, bytes);
        }
    }

    /** Who is told that it is not kept sends it again, and relies on the answer. */
    @ParameterizedTest
    @EnumSource
    void whatComesAgainTakesThePlaceOfAFileThatIsLostOrDamaged(Damage damage) throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        StoredInstance first = stored(ingest(image));
        byte[] original = read(first);
        damage.to(archive.file(first));
        assertThat(archive.isAsReceived(first)).isFalse();

        StoredInstance again = stored(ingest(image));

        assertThat(index.kept(StudyPart.study(STUDY))).containsExactly(again);
        assertThat(archive.isAsReceived(again)).isTrue();
        assertThat(read(again)).isEqualTo(original);
        assertThat(archive.frames(again).all()).hasSize(1);
        assertThat(files()).containsExactly(archive.file(again));
        assertThat(ingest(image)).isInstanceOf(AlreadyStored.class);
    }

    /** Until then the PACS has it, and afterwards nobody asks the PACS. */
    @Test
    void whatAPacsHasIsOursOnceItsFileIsInItsPlace() throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        NewInstance known = ofPacs(image);
        index.admit(known, Instant.EPOCH);
        StoredFile file = known.instance().file();
        Path place = Files.createDirectories(folder.resolve("instances")
                        .resolve(file.name().substring(0, 2))
                        .resolve(file.name().substring(2, 4)))
                .resolve(file.name());
        Files.writeString(place, "in the way");
        archive = new InstanceArchive(folder, index, null, ALWAYS_THE_SAME_NAME);

        assertThat(ingest(image)).isInstanceOf(Refused.class);
        assertThat(index.find(known.instance().uids().sopInstance())).contains(known.instance());

        assertThat(archive.file(stored(ingest(image)))).isEqualTo(place).exists();
    }

    /** Of an instance that a PACS has and that is to be stored here, under the name that it will have. */
    private NewInstance ofPacs(Attributes image) throws IOException {
        List<NewInstance> entered = new ArrayList<>();
        InMemoryInstanceIndex ofAnother = new InMemoryInstanceIndex();
        ofAnother.entering = entered::add;
        new InstanceArchive(folder.resolve("another"), ofAnother, null, ALWAYS_THE_SAME_NAME)
                .ingest(DataSets.announced(image), DataSets.stream(image));
        NewInstance ours = entered.getFirst();
        StoredInstance instance = ours.instance();
        StoredFile file = instance.file();
        return new NewInstance(
                new StoredInstance(
                        instance.uids(),
                        instance.sopClassUID(),
                        instance.transferSyntaxUID(),
                        instance.modality(),
                        instance.role(),
                        new StoredFile(file.name(), file.length(), file.sha256(), Origin.PACS)),
                ours.patient(),
                ours.rejection(),
                ours.metadata());
    }

    @Test
    void d37OtherContentUnderTheSameUidIsRefusedAndTheOriginalStays() throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        StoredInstance first = stored(ingest(image));
        byte[] original = read(first);

        assertThat(reason(ingest(image.copy().setString(Tag.StudyDescription, "forged"))))
                .isEqualTo(Reason.DIFFERENT_CONTENT);
        assertThat(read(first)).isEqualTo(original);
        assertThat(files()).hasSize(1);
    }

    @Test
    void d38AStudyDoesNotTakeInstancesOfAnotherPatient() throws IOException {
        ingest(DataSets.ct(SERIES, SERIES + ".1"));

        assertThat(reason(ingest(DataSets.ct(SERIES, SERIES + ".2").setString(Tag.PatientID, "4712"))))
                .isEqualTo(Reason.OTHER_PATIENT);
        assertThat(files()).hasSize(1);
    }

    @Test
    void d22AnotherInstanceThanAnnouncedIsRefused() throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        AnnouncedInstance other = DataSets.announced(DataSets.ct(SERIES, SERIES + ".2"));

        assertThat(reason(archive.ingest(other, DataSets.stream(image)))).isEqualTo(Reason.NOT_AS_ANNOUNCED);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "1.2/3",
                "1.2.%2e",
                "1.02.3",
                "",
                "abc",
                "1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6.7.8.9.0.1.2.3.4.5"
            })
    void d36AUidThatIsNoneIsRefused(String uid) throws IOException {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        AnnouncedInstance announced = new AnnouncedInstance(
                DataSets.announced(image).sopClassUID(),
                uid,
                DataSets.announced(image).transferSyntaxUID());

        assertThat(reason(archive.ingest(announced, DataSets.stream(image)))).isEqualTo(Reason.INVALID_UID);
        if (!uid.isEmpty()) {
            assertThat(reason(ingest(image.copy().setString(Tag.StudyInstanceUID, uid))))
                    .isEqualTo(Reason.INVALID_UID);
        }
        assertThat(reason(ingest(image.copy().remove(Tag.SeriesInstanceUID)))).isEqualTo(Reason.INVALID_UID);
        assertThat(files()).isEmpty();
    }

    /** Cut between two elements behind the last UID, what is left is a data set again and nobody can tell; anywhere else it shows. */
    @Test
    void d35ATruncatedDataSetIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = DataSets.bytes(DataSets.ct(SERIES, SERIES + ".1"));
        Set<Integer> betweenElements = Set.of(whole.length - 140, whole.length - 150, whole.length - 160);
        for (int length = 0; length < whole.length; length++) {
            Attributes image = DataSets.ct(SERIES, SERIES + ".1");
            InputStream cut = new ByteArrayInputStream(whole, 0, length);
            Ingest ingest = archive.ingest(DataSets.announced(image), cut);
            assertThat(ingest instanceof Refused || betweenElements.contains(length))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isTrue();
        }
    }

    @Test
    void d16ASenderThatBreaksOffLeavesNothing() {
        Attributes image = DataSets.ct(SERIES, SERIES + ".1");
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(DataSets.bytes(image), 0, 200), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("association aborted");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                });

        assertThatThrownBy(() -> archive.ingest(DataSets.announced(image), broken))
                .hasMessage("association aborted");
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
        assertThat(index.instances(StudyPart.study(STUDY))).isEmpty();
    }

    @Test
    void aCrashLeavesFilesThatTheNextStartCollects() throws IOException {
        StoredInstance kept = stored(ingest(DataSets.ct(SERIES, SERIES + ".1")));
        String name = kept.file().name();
        // Crashed after the index committed and before the incoming name was removed.
        Files.createLink(folder.resolve("incoming").resolve(name), archive.file(kept));
        // Crashed while receiving, and after placing but before the index heard of it.
        Files.writeString(folder.resolve("incoming").resolve("f".repeat(64) + "-" + UUID.randomUUID()), "half");
        String orphan = "a".repeat(64) + "-" + UUID.randomUUID();
        Files.writeString(folder.resolve("incoming").resolve(orphan), "whole");
        Path placed = folder.resolve("instances/aa/aa").resolve(orphan);
        Files.createDirectories(placed.getParent());
        Files.createLink(placed, folder.resolve("incoming").resolve(orphan));

        archive.recover();

        assertThat(folder.resolve("incoming")).isEmptyDirectory();
        assertThat(files()).containsExactly(archive.file(kept));
        assertThat(read(kept)).hasSize((int) kept.file().length());
    }

    @Test
    void aFileThatLostBytesIsNotGivenOut() throws IOException {
        StoredInstance kept = stored(ingest(DataSets.ct(SERIES, SERIES + ".1")));
        Files.write(archive.file(kept), new byte[10]);

        assertThatThrownBy(() -> content(kept).open()).isInstanceOf(IOException.class);
    }

    @Test
    void toldApartAreContentAndManifestsAndRejectionNotes() throws IOException {
        String rejected = SERIES + ".1";
        ingest(DataSets.ct(SERIES, rejected));

        assertThat(stored(ingest(DataSets.keyObject(SERIES + ".7", "113000", rejected)))
                        .role())
                .isEqualTo(InstanceRole.CONTENT);
        assertThat(stored(ingest(DataSets.keyObject(SERIES + ".8", "113030", rejected)))
                        .role())
                .isEqualTo(InstanceRole.MANIFEST);
        assertThat(archive.find(new Oid(rejected))).isPresent();
        assertThat(stored(ingest(DataSets.keyObject(SERIES + ".9", "113037", rejected)))
                        .role())
                .isEqualTo(InstanceRole.REJECTION_NOTE);
        assertThat(archive.find(new Oid(rejected))).isEmpty();
    }

    private Ingest ingest(Attributes dataSet) throws IOException {
        return archive.ingest(DataSets.announced(dataSet), DataSets.stream(dataSet));
    }

    private static StoredInstance stored(Ingest ingest) {
        assertThat(ingest).isInstanceOf(Stored.class);
        return ((Stored) ingest).instance();
    }

    private static Reason reason(Ingest ingest) {
        assertThat(ingest).isInstanceOf(Refused.class);
        return ((Refused) ingest).reason();
    }

    private DocumentContent content(StoredInstance instance) {
        return archive.representations()
                .described(instance, any -> true, new OutgoingInstances(new Delivery()))
                .orElseThrow()
                .content();
    }

    private byte[] read(StoredInstance instance) throws IOException {
        try (InputStream in = content(instance).open()) {
            return in.readAllBytes();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
