package dev.xdsi.imaging.stow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.imaging.archive.Reserve;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    private static final MediaType BYTES =
            MediaType.parse("application/octet-stream").orElseThrow();

    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void add(Upload upload, String location, int length) throws IOException {
        upload.add(location, BYTES, new ByteArrayInputStream(new byte[length]));
    }

    @Test
    void nothingIsTakenWhereTheDiskHasTooLittleLeft() throws IOException {
        Uploads uploads = new Uploads(folder, UUID::randomUUID, new Reserve(() -> 99, 100), 1000);

        assertThat(uploads.isDiskFull()).isTrue();
        try (Upload upload = uploads.open()) {
            assertThatThrownBy(() -> upload.write(out -> out.write(1))).isInstanceOf(Reserve.Reached.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void partsAreFoundByTheirLocationsUntilTheRequestEnds() throws IOException {
        Uploads uploads = new Uploads(folder, UUID::randomUUID, Reserve.NONE, 1000);
        try (Upload upload = uploads.open()) {
            add(upload, "a", 3);
            add(upload, "b", 5);
            add(upload, "a", 7);

            assertThat(upload.at("a")).extracting(part -> part.data().length()).containsExactly(3L, 7L);
            assertThat(upload.at("../b")).isEmpty();
            assertThat(uploads.bytes()).isEqualTo(15);
            assertThat(files()).hasSize(3);
        }
        assertThat(uploads.bytes()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void allRequestsTogetherHaveALimit() throws IOException {
        Uploads uploads = new Uploads(folder, UUID::randomUUID, Reserve.NONE, 1000);
        try (Upload first = uploads.open();
                Upload second = uploads.open()) {
            add(first, "a", 900);
            assertThatThrownBy(() -> add(second, "a", 200)).isInstanceOf(Uploads.NoRoom.class);
        }
        assertThat(uploads.bytes()).isZero();
        try (Upload third = uploads.open()) {
            add(third, "a", 1000);
        }
    }

    @Test
    void whatACrashLeftIsRemoved() throws IOException {
        Files.writeString(folder.resolve("left"), "x");

        assertThat(new Uploads(folder, UUID::randomUUID, Reserve.NONE).bytes()).isZero();
        assertThat(files()).isEmpty();
    }
}
