package dev.xdsi.repository.store.sealed;

import static dev.xdsi.repository.store.Documents.files;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.ContentStoreContract;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.Measured;
import dev.xdsi.repository.store.TemporaryName;
import dev.xdsi.repository.store.file.FileContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest implements ContentStoreContract {
    private static final TemporaryName FIRST = new TemporaryName(DEPOSIT, 0);
    private static final int SEALED_BLOCK = BlockChecksums.BLOCK + 16;

    @TempDir
    private Path folder;

    private ContentStore files;
    private ContentStore contents;

    @BeforeEach
    void open() throws IOException {
        files = FileContentStore.open(folder);
        contents = new SealedContentStore(files, TestKeys.of(2026, 2026));
    }

    @AfterEach
    void close() throws IOException {
        contents.close();
    }

    @Override
    public ContentStore contents() {
        return contents;
    }

    @Test
    void plainBytesAreNeverOnTheDisk() throws IOException {
        String secret = "Mary Muster has the flu. ";
        ContentName name = receive(contents, secret.repeat(40_000).getBytes(UTF_8));
        assertThat(Files.readString(file(), ISO_8859_1)).doesNotContain("Mary");

        contents.publish(FIRST, name);
        contents.finish(DEPOSIT);

        assertThat(Files.readString(file(), ISO_8859_1)).doesNotContain("Mary").contains("of-2026");
        assertThat(read(contents, name)).asString(UTF_8).startsWith(secret).hasSize((int) name.size());
    }

    @Test
    void equalBytesAreSealedDifferently() throws IOException {
        publish(new byte[1000]);
        byte[] once = Files.readAllBytes(file());
        Files.delete(file());
        publish(new byte[1000]);

        assertThat(Files.readAllBytes(file())).hasSameSizeAs(once).isNotEqualTo(once);
    }

    @Test
    void whateverIsChangedIsNoticed() throws IOException {
        byte[] plain = new byte[3 * BlockChecksums.BLOCK];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (i / BlockChecksums.BLOCK);
        }
        ContentName name = publish(plain);
        byte[] sealed = Files.readAllBytes(file());
        assertThat(read(contents, name)).isEqualTo(plain);

        for (int at :
                List.of(0, 5, 40, 60, MasterKeys.HEADER, MasterKeys.HEADER + SEALED_BLOCK + 7, sealed.length - 1)) {
            byte[] flipped = sealed.clone();
            flipped[at] ^= 1;
            assertRefused(name, flipped);
        }
        byte[] moved = sealed.clone();
        System.arraycopy(sealed, MasterKeys.HEADER, moved, MasterKeys.HEADER + SEALED_BLOCK, SEALED_BLOCK);
        System.arraycopy(sealed, MasterKeys.HEADER + SEALED_BLOCK, moved, MasterKeys.HEADER, SEALED_BLOCK);
        assertRefused(name, moved);
        assertRefused(name, Arrays.copyOf(sealed, sealed.length - SEALED_BLOCK));
    }

    @Test
    void aContentThatIsCutAtABlockIsNoShorterContent() throws IOException {
        ContentName name = publish(new byte[2 * BlockChecksums.BLOCK]);
        byte[] sealed = Files.readAllBytes(file());
        ContentName shorter = new ContentName(name.hash(), BlockChecksums.BLOCK);
        Path place =
                folder.resolve("documents").resolve(SealedBlocks.sealed(shorter).path());
        Files.write(place, Arrays.copyOf(sealed, sealed.length - SEALED_BLOCK));

        assertThatThrownBy(() -> read(contents, shorter)).isInstanceOf(CorruptContentException.class);
    }

    @Test
    void aContentInPlaceOfAnotherIsRefusedBeforeItsFirstByte() throws Exception {
        for (int size : List.of(20, 2 * BlockChecksums.BLOCK)) {
            byte[] benign = new byte[size];
            byte[] malignant = new byte[size];
            malignant[0] = 1;
            ContentName one = publish(benign);
            ContentName other = publish(malignant);

            Files.copy(place(other), place(one), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> contents.open(one).close()).isInstanceOf(CorruptContentException.class);

            TestKeys.makeFormer(place(other), 2026, other);
            assertThat(read(contents, other)).isEqualTo(malignant);
            Files.copy(place(other), place(one), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> contents.open(one).close())
                    .as("with a header that does not say whose it is")
                    .isInstanceOf(CorruptContentException.class);
        }
    }

    @Test
    void whatAnEarlierKeySealedIsStillReadAfterARotation() throws IOException {
        ContentName old = publish("old".getBytes(UTF_8));
        ContentStore rotated = new SealedContentStore(files, TestKeys.of(2027, 2026, 2027));
        ContentName young = publish(rotated, "young".getBytes(UTF_8));

        assertThat(read(rotated, old)).asString(UTF_8).isEqualTo("old");
        assertThat(read(rotated, young)).asString(UTF_8).isEqualTo("young");

        assertThatThrownBy(() -> read(contents, young))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("\"of-2027\", which is not configured");
    }

    @Test
    void theWrongKeyOpensNothing() throws IOException {
        ContentName name = publish("secret".getBytes(UTF_8));
        MasterKeys wrong = new MasterKeys(Map.of("of-2026", new byte[32]), "of-2026", new SecureRandom());

        assertThatThrownBy(() -> read(new SealedContentStore(files, wrong), name))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void whatCameBeforeThereWasEncryptionIsReadAndDeleted() throws IOException {
        ContentName name = publish(files, "plain".getBytes(UTF_8));

        try (InputStream in = Channels.newInputStream(contents.openAlsoPlain(name))) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("plain");
        }
        assertThatThrownBy(() -> read(contents, name)).isInstanceOf(NoSuchFileException.class);
        publish("plain".getBytes(UTF_8));
        contents.delete(name);
        assertThatThrownBy(() -> read(contents, name)).isInstanceOf(IOException.class);
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void keysAreCheckedWhenTheyAreGiven() {
        assertThatThrownBy(() -> TestKeys.of(2025, 2026)).hasMessageContaining("no key with the id \"of-2025\"");
        assertThatThrownBy(() -> new MasterKeys(Map.of("short", new byte[16]), "short", new SecureRandom()))
                .hasMessageContaining("32 bytes, not 16");
    }

    private void assertRefused(ContentName name, byte[] sealed) throws IOException {
        Files.write(file(), sealed);
        assertThatThrownBy(() -> read(contents, name)).isInstanceOf(IOException.class);
    }

    private ContentName publish(byte[] plain) throws IOException {
        return publish(contents, plain);
    }

    private static ContentName publish(ContentStore to, byte[] plain) throws IOException {
        ContentName name = receive(to, plain);
        to.publish(FIRST, name);
        to.finish(DEPOSIT);
        return name;
    }

    private static ContentName receive(ContentStore to, byte[] plain) throws IOException {
        try (Arrival arrival = to.receive(FIRST)) {
            Measured measured = Measured.copy(new ByteArrayInputStream(plain), arrival, plain.length);
            arrival.complete(measured.name());
            return measured.name();
        }
    }

    private static byte[] read(ContentStore from, ContentName name) throws IOException {
        try (InputStream in = Channels.newInputStream(from.open(name))) {
            return in.readAllBytes();
        }
    }

    private Path place(ContentName name) {
        return folder.resolve("documents").resolve(SealedBlocks.sealed(name).path());
    }

    private Path file() throws IOException {
        assertThat(files(folder)).hasSize(1);
        return files(folder).getFirst();
    }
}
