package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockTest {
    @TempDir
    private Path folder;

    private final List<String> report = new ArrayList<>();

    private void fill(Stock stock) throws IOException, InterruptedException {
        stock.fill((what, figure, unit) -> report.add(what + " " + (long) figure));
    }

    private void isLoaded(String note) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("loaded"), note.formatted(Population.VERSION) + System.lineSeparator());
    }

    @Test
    void whatIsLoadedAlreadyIsNotLoadedAgain() throws Exception {
        isLoaded("population %d, entries 9000000, special patients [0, 1, 2]");

        fill(new Stock(folder, 9_000_000, List.of(0, 1, 2)));

        assertThat(report).singleElement().asString().contains("found loaded").endsWith(" 9000000");
        assertThat(folder.resolve("data")).isEmptyDirectory();
    }

    @Test
    void anotherNumberOfEntriesIsRefused() throws IOException {
        isLoaded("population %d, entries 1000, special patients []");

        assertThatThrownBy(() -> fill(Stock.usual(folder, 2000)))
                .hasMessageContaining("entries 1000")
                .hasMessageContaining("wanted is")
                .hasMessageContaining("entries 2000")
                .hasMessageContaining("delete");
    }

    @Test
    void anotherPopulationIsRefused() throws IOException {
        isLoaded("population 1%d, entries 1000, special patients []");

        assertThatThrownBy(() -> fill(Stock.usual(folder, 1000))).hasMessageContaining("wanted is population");
    }

    @Test
    void whatWasNotLoadedToTheEndIsRefusedAndLeftAlone() throws IOException {
        Path half = Files.createDirectories(folder.resolve("data")).resolve("half");
        Files.createFile(half);

        assertThatThrownBy(() -> fill(Stock.usual(folder, 1000))).hasMessageContaining("not loaded to the end");

        assertThat(half).exists();
    }
}
