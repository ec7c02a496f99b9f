package dev.xdsi.repository.ondemand.imagingsummary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A row of the table of studies: each cell as the lines that fit into its column. */
record TableLine(List<List<String>> cells) {
    static final float SIZE = 9;
    static final float LINE = 12;
    private static final float GAP = 6;
    private static final int MOST_LINES = 20;
    private static final List<Float> COLUMNS = List.of(85F, 50F, 180F, 120F, 80F);

    static TableLine of(List<String> texts, Glyphs glyphs) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            List<String> lines = glyphs.lines(texts.get(i), SIZE, width(i) - GAP);
            cells.add(lines.size() <= MOST_LINES ? lines : shortened(lines));
        }
        return new TableLine(cells);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> shown = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        shown.add("…");
        return shown;
    }

    static float width(int column) {
        return COLUMNS.get(column);
    }

    float height() {
        return cells.stream().mapToInt(List::size).max().orElse(1) * LINE + GAP;
    }
}
