package dev.xdsi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of its heap a process used after each collection, as its virtual machine writes it down. */
final class HeapLog {
    private static final Pattern COLLECTION = Pattern.compile("->([0-9]+)M\\(");

    private final Path file;
    private int read;

    HeapLog(Path file) {
        this.file = file;
    }

    /** The option by which a virtual machine writes it. */
    String option() {
        return "-Xlog:gc:file=" + file + "::filecount=0";
    }

    /** The most since the last time this was asked, in megabytes; empty where nothing was collected. */
    OptionalInt most() throws IOException {
        List<String> lines = Files.readAllLines(file);
        OptionalInt most = lines.stream()
                .skip(read)
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max();
        read = lines.size();
        return most;
    }
}
