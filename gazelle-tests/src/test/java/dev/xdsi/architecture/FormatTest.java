package dev.xdsi.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted by palantir-java-format. {@code mvn -pl gazelle-tests -am test -Dtest=FormatTest -Dxdsi.format=true
 * -Dsurefire.failIfNoSpecifiedTests=false} formats them. It runs here because a formatter inside Maven would see Maven's own JVM, which may be
 * too old to parse the sources.
 */
class FormatTest {
    private static final boolean APPLY = Boolean.getBoolean("xdsi.format");
    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void everySourceFileIsFormatted() throws IOException {
        Path root = Path.of(System.getProperty("xdsi.root", ".."));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("target"))
                    .filter(file -> !root.relativize(file).toString().contains("node_modules"))
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.stream().filter(this::isUnformatted).map(root::relativize))
                .as("not formatted; run FormatTest with -Dxdsi.format=true")
                .isEmpty();
    }

    private boolean isUnformatted(Path source) {
        try {
            String text = Files.readString(source);
            String formatted = formatter.formatSource(
                    RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(text, Style.PALANTIR)));
            if (APPLY && !formatted.equals(text)) {
                Files.writeString(source, formatted);
                return false;
            }
            return !formatted.equals(text);
        } catch (IOException | FormatterException unreadable) {
            throw new AssertionError(source + " cannot be formatted", unreadable);
        }
    }
}
