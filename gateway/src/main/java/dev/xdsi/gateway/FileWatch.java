package dev.xdsi.gateway;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over changed files. Files that cannot be used change nothing: what was before holds, and they are tried again at each look, for what
 * was wrong may be nothing that one sees of them, such as who may read them.
 */
final class FileWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final int NAMED = 3;

    private final String what;
    private final Reading reading;
    private Map<Path, String> known;
    private volatile @Nullable String trouble;

    /** Reads the files and puts them to use. */
    @FunctionalInterface
    interface Reading {
        /** Which files were read. */
        List<Path> takeOver() throws IOException;
    }

    /** Reads them now. */
    FileWatch(String what, Reading reading) throws IOException {
        this.what = what;
        this.reading = reading;
        this.known = fingerprint(reading.takeOver());
    }

    /** Reads them again where one has changed, or could not be used before. */
    void look() {
        Map<Path, String> now = fingerprint(known.keySet());
        if (trouble == null && now.equals(known)) {
            return;
        }
        try {
            Map<Path, String> read = fingerprint(reading.takeOver());
            // One that was changed again while it was read is as it was before that.
            now.forEach(read::replace);
            known = read;
            trouble = null;
            LOG.info("Took over the changed {}", what);
        } catch (Throwable unusable) {
            // An error too: the next look must come.
            String words = words(unusable);
            if (!words.equals(trouble)) {
                trouble = words;
                LOG.error("The changed {} cannot be used; what was before holds", what, unusable);
            }
        }
    }

    /** What is wrong with the files as they are now, if anything is. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private String words(Throwable unusable) {
        String message = unusable.getMessage();
        // These have nothing but the name of the file for a message.
        String words = message == null || unusable instanceof FileSystemException ? unusable.toString() : message;
        List<String> files = known.keySet().stream().map(Path::toString).toList();
        String named = files.stream().anyMatch(words::contains)
                ? ""
                : files.stream().limit(NAMED).collect(Collectors.joining(", ", " (", ")"));
        return what + named + ": " + words;
    }

    /** A file that is away for a moment, while it is replaced, has changed too. */
    private static Map<Path, String> fingerprint(Iterable<Path> files) {
        Map<Path, String> state = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                state.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
            } catch (IOException away) {
                state.put(file, away.toString());
            }
        }
        return state;
    }
}
