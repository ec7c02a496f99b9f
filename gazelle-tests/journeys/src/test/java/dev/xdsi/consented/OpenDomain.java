package dev.xdsi.consented;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One domain for all classes that test cases of consent; each test has patients of its own. */
final class OpenDomain implements BeforeAllCallback {
    private @Nullable Opened opened;

    private record Opened(Path folder, Domain domain, ReadPaths paths, Contents contents) implements AutoCloseable {
        static Opened open() {
            try {
                Path folder = Files.createTempDirectory("consented");
                Domain domain = new Domain(folder);
                return new Opened(folder, domain, new ReadPaths(domain), new Contents(domain));
            } catch (Exception e) {
                throw new IllegalStateException("the domain cannot be opened", e);
            }
        }

        @Override
        public void close() throws Exception {
            paths.close();
            domain.close();
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> innermostFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : innermostFirst) {
                    Files.delete(file);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        opened = context.getRoot()
                .getStore(Namespace.create(OpenDomain.class))
                .getOrComputeIfAbsent(Opened.class, key -> Opened.open(), Opened.class);
    }

    private Opened opened() {
        return Objects.requireNonNull(opened, "before the tests");
    }

    Domain domain() {
        return opened().domain();
    }

    ReadPaths paths() {
        return opened().paths();
    }

    Contents contents() {
        return opened().contents();
    }
}
