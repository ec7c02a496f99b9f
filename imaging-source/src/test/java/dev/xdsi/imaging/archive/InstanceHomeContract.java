package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place keeps where instances of our own are for good. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
abstract class InstanceHomeContract {
    static final BorrowedInstances.Surroundings SURROUNDINGS =
            new BorrowedInstances.Surroundings(() -> Instant.EPOCH, UUID::randomUUID, PixelMemory.ofThisProcess());
    /** More than is sent in one piece. */
    static final int LARGE = 11 << 20;

    @TempDir
    Path folder;

    private InstanceHome home;
    private IncomingFolder incoming;

    /** One that uses this folder of our disk, and has no more of what is there for good than what was put there. */
    abstract InstanceHome open(Path folder) throws IOException;

    /** Where the bytes are for good. */
    abstract Path durable(StoredInstance instance) throws IOException;

    @BeforeEach
    void openHome() throws IOException {
        home = open(folder);
        incoming = new IncomingFolder(folder.resolve("incoming"), UUID::randomUUID);
    }

    /** As it would be without what is here for a while only. */
    private void openAnew() throws IOException {
        home = open(Files.createDirectories(folder.resolve("anew")));
    }

    /** @param copy of what was put there */
    private record Put(StoredInstance instance, Path copy) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(copy);
        }
    }

    private Put put(int pixels) throws Exception {
        Attributes image = DataSets.ct(DataSets.STUDY + ".1", DataSets.STUDY + ".1.1")
                .setBytes(Tag.PixelData, VR.OW, new byte[pixels]);
        String name = incoming.name(new Oid(DataSets.STUDY + ".1.1"));
        Path complete = incoming.path(name);
        try (IncomingFile file = new IncomingFile(complete, DataSets.announced(image), Reserve.NONE, Long.MAX_VALUE)) {
            file.receive(DataSets.stream(image));
            Path copy = Files.copy(complete, folder.resolve("copy"));
            home.put(name, complete, file);
            StoredInstance instance = file.describe(name, home.origin()).instance();
            home.entered(name, complete);
            assertThat(complete).doesNotExist();
            return new Put(instance, copy);
        }
    }

    private void assertGiven(Put put) throws IOException {
        StoredInstance used = home.use(put.instance());
        assertThat(used).isEqualTo(put.instance());
        assertThat(home.path(used)).hasBinaryContent(put.bytes());
        home.letGo(used);
        assertThat(home.file(put.instance())).hasBinaryContent(put.bytes());
    }

    @Test
    void givesWhatWasPutThere() throws Exception {
        Put put = put(300);

        assertGiven(put);
        assertThat(home.isIntact(put.instance())).isTrue();
        assertThat(home.isAsReceived(put.instance())).isTrue();
        assertThat(home.whatever(put.instance().file().name())).hasBinaryContent(put.bytes());
        assertThat(durable(put.instance())).hasBinaryContent(put.bytes());
    }

    @Test
    void givesWhatIsThereForGoodAndNothingElse() throws Exception {
        Put put = put(LARGE);
        assertThat(durable(put.instance())).hasBinaryContent(put.bytes());

        openAnew();

        assertGiven(put);
        assertThat(home.isAsReceived(put.instance())).isTrue();
    }

    @Test
    void namesWhatIsThere() throws Exception {
        String name = put(300).instance().file().name();
        int folderOfIt = Integer.parseInt(name.substring(0, 4), 16);

        assertThat(home.names(folderOfIt)).containsExactly(name);
        assertThat(home.names(folderOfIt + 1)).isEmpty();
        assertThat(home.names(folderOfIt - 1)).isEmpty();
        assertThat(home.names(folderOfIt)).containsExactly(name);
    }

    @Test
    void whatIsRemovedIsGone() throws Exception {
        Put put = put(300);

        home.remove(put.instance().file().name());
        home.remove(put.instance().file().name());

        assertThat(durable(put.instance())).doesNotExist();
        assertThat(isIntact(put.instance())).isFalse();
        assertThat(isAsReceived(put.instance())).isFalse();
        assertThatThrownBy(() -> Files.readAllBytes(home.file(put.instance())))
                .isInstanceOfAny(NoSuchFileException.class, InstanceUnavailable.class);
    }

    @Test
    void seesThatBytesAreLost() throws Exception {
        StoredInstance instance = put(300).instance();
        byte[] bytes = Files.readAllBytes(durable(instance));
        Files.write(durable(instance), Arrays.copyOf(bytes, bytes.length - 1));

        assertThat(isIntact(instance)).isFalse();
        assertThat(isAsReceived(instance)).isFalse();
    }

    @Test
    void seesThatBytesAreOthers() throws Exception {
        StoredInstance instance = put(300).instance();
        byte[] bytes = Files.readAllBytes(durable(instance));
        bytes[bytes.length - 1] ^= 1;
        Files.write(durable(instance), bytes);

        assertThat(isIntact(instance)).isTrue();
        assertThat(isAsReceived(instance)).isFalse();
    }

    private boolean isIntact(StoredInstance instance) {
        try {
            return home.isIntact(instance);
        } catch (IOException lost) {
            return false;
        }
    }

    private boolean isAsReceived(StoredInstance instance) {
        try {
            return home.isAsReceived(instance);
        } catch (IOException lost) {
            return false;
        }
    }
}
