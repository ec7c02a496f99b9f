package dev.xdsi.imaging.publication.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.imaging.publication.reports.GivenFiles.GivenFile;
import dev.xdsi.imaging.publication.reports.GivenFiles.Left;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenFilesTest {
    @TempDir
    private Path folder;

    private GivenFiles given;

    @BeforeEach
    void open() throws IOException {
        given = new GivenFiles(folder, UUID::randomUUID);
    }

    @Test
    void aDatabaseFromABackupCostsNoReport() throws IOException {
        GivenFile old = write("old");
        GivenFile young = write("young");
        given.keep(old);
        given.keep(young);

        assertThat(given.collect(old.name()::equals)).isEqualTo(new Left(0, 1));

        assertThat(files()).containsExactlyInAnyOrder(old.name(), "unknown/" + young.name());
        assertThat(folder.resolve("unknown").resolve(young.name())).hasContent("young");
        assertThat(given.collect(old.name()::equals)).as("at the next start").isEqualTo(new Left(0, 0));
    }

    @Test
    void whatNobodyWasToldOfGoesAndWhatTheDatabaseTookStays() throws IOException {
        write("the database never heard of it");
        GivenFile taken = write("the database took it, and the answer was lost");
        Files.writeString(folder.resolve("incoming").resolve(UUID.randomUUID().toString()), "half a rep");

        assertThat(given.collect(taken.name()::equals)).isEqualTo(new Left(2, 0));

        assertThat(files()).containsExactly(taken.name());
    }

    @Test
    void whatIsDiscardedOrTooLargeLeavesNothing() throws IOException {
        given.discard(write("unfit"));
        assertThatThrownBy(() -> given.write(new ByteArrayInputStream(new byte[11]), 10))
                .isInstanceOf(GivenFiles.TooLarge.class);

        assertThat(files()).isEmpty();
    }

    private GivenFile write(String text) throws IOException {
        GivenFile file = given.write(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 100);
        assertThat(file.path()).hasContent(text);
        return file;
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
