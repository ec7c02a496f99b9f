package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks for one image of a series will ask for the next: some come with it, where there is room. */
@org.junit.jupiter.api.Tag("integration")
class FetchedAheadTest extends PacsScene {
    private static final int IMAGES = 40;

    @Override
    long room() {
        return 1 << 20;
    }

    /** A cache that is empty, as after somebody has removed it. */
    @BeforeEach
    void fill() throws Exception {
        IntStream.rangeClosed(1, IMAGES).forEach(number -> pacs.instances.add(image(number)));
        over(ask("{\"patient\": \"4711\"}"));
        running.awaitPublication(STUDY, PUBLISHED);
        for (Path file : Samples.files(folder.resolve("pacs/files"))) {
            Files.delete(file);
        }
        restart();
        pacs.sent.clear();
        pacs.gets.set(0);
    }

    private int one(int number) throws Exception {
        return running.get(
                        "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + SERIES + "." + number,
                        "multipart/related; type=\"application/dicom\"")
                .statusCode();
    }

    @Test
    void aStudyIsFetchedByFewQuestions() throws Exception {
        assertThat(running.get("/dicom-web/studies/" + STUDY, "multipart/related; type=\"application/dicom\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(pacs.sent).hasSize(IMAGES).doesNotHaveDuplicates();
        assertThat(pacs.gets).hasValue(2);
    }

    /** Who has gone asks for nothing more. */
    @Test
    void whatNobodyAsksForAnyMoreIsCancelled() throws Exception {
        Semaphore goOn = new Semaphore(0);
        pacs.afterEach = goOn::acquireUninterruptibly;
        assertThat(one(1)).isEqualTo(200);
        running.pass(Duration.ofSeconds(11));
        goOn.release(1_000);

        awaitTrue(() -> pacs.cancelled.get() == 1);
        assertThat(pacs.sent).hasSizeLessThan(32);
        assertThat(one(32)).as("asked for after all").isEqualTo(200);
    }

    @Test
    void whatCameAheadNeedsNoPacs() throws Exception {
        assertThat(one(1)).isEqualTo(200);
        awaitTrue(() -> pacs.sent.size() == 32);
        pacs.close();
        running.pass(Duration.ofMinutes(1));

        assertThat(IntStream.rangeClosed(1, IMAGES)
                        .filter(number -> {
                            try {
                                return one(number) == 200;
                            } catch (Exception failure) {
                                throw new AssertionError(failure);
                            }
                        })
                        .count())
                .isEqualTo(32);
    }
}
