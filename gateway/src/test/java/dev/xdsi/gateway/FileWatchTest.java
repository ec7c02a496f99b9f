package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileWatchTest {
    private static final FileTime THEN = FileTime.from(Instant.parse("2026-05-04T12:00:00Z"));

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path file;
    private String taken = "";
    private int readings;
    private @Nullable Throwable unusable;

    @BeforeEach
    void start() throws IOException {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
        file = folder.resolve("partners.yaml");
        write("one");
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(FileWatch.class);
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
    }

    private List<Path> read() throws IOException {
        readings++;
        taken = switch (unusable) {
            case null -> Files.readString(file);
            case IOException denied -> throw denied;
            case RuntimeException mistake -> throw mistake;
            case Throwable error -> throw (Error) error;
        };
        return List.of(file);
    }

    private FileWatch watch() throws IOException {
        return new FileWatch("limits of partners", this::read);
    }

    @Test
    void whatHasChangedIsTakenOverOnce() throws IOException {
        FileWatch watch = watch();
        watch.look();
        assertThat(readings).isEqualTo(1);

        write("another");
        watch.look();
        watch.look();
        assertThat(taken).isEqualTo("another");
        assertThat(readings).isEqualTo(2);
    }

    /** As a key that was copied as root, and then given to the gateway's user: neither time nor size of it changes by that. */
    @Test
    void whatCouldNotBeReadIsTriedAgainThoughNothingElseChanges() throws IOException {
        FileWatch watch = watch();
        unusable = new AccessDeniedException(file.toString());
        write("another");
        watch.look();
        assertThat(taken).isEqualTo("one");
        assertThat(watch.trouble()).contains("limits of partners: java.nio.file.AccessDeniedException: " + file);

        unusable = null;
        watch.look();
        assertThat(taken).isEqualTo("another");
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void aFormerFileThatIsPutBackEndsTheTrouble() throws IOException {
        Files.setLastModifiedTime(file, THEN);
        FileWatch watch = watch();
        unusable = new IOException("line 3 is wrong");
        write("another");
        watch.look();
        assertThat(watch.trouble()).contains("limits of partners (" + file + "): line 3 is wrong");

        unusable = null;
        write("one");
        Files.setLastModifiedTime(file, THEN);
        watch.look();
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void theLogHearsOfEachTroubleOnce() throws IOException {
        FileWatch watch = watch();
        unusable = new IllegalArgumentException("no number");
        write("another");
        watch.look();
        watch.look();
        unusable = new StackOverflowError();
        watch.look();
        watch.look();
        unusable = null;
        watch.look();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The changed limits of partners cannot be used; what was before holds",
                        "The changed limits of partners cannot be used; what was before holds",
                        "Took over the changed limits of partners");
        assertThat(taken).isEqualTo("another");
    }

    @Test
    void whatChangesWhileItIsReadIsReadAgain() throws IOException {
        FileWatch watch = new FileWatch("codes", () -> {
            List<Path> files = read();
            if (readings == 2) {
                write("the last of all");
            }
            return files;
        });
        write("another");
        watch.look();
        assertThat(taken).isEqualTo("another");
        watch.look();
        assertThat(taken).isEqualTo("the last of all");
    }

    @Test
    void whatCannotBeUsedFromTheStartIsRefused() {
        unusable = new IOException("line 3 is wrong");
        assertThatIOException().isThrownBy(this::watch).withMessage("line 3 is wrong");
    }
}
