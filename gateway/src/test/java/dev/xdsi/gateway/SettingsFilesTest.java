package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.health.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFilesTest {
    @TempDir
    Path folder;

    private final SettingsFiles files = new SettingsFiles();
    private final Set<String> wrong = new HashSet<>();

    @AfterEach
    void close() {
        files.close();
    }

    private void follow(String what) throws IOException {
        Path file = Files.writeString(folder.resolve(what), "");
        files.follow(what, () -> {
            if (wrong.contains(what)) {
                throw new IOException("line 3 of " + file + " is wrong");
            }
            return List.of(file);
        });
    }

    private void change(String what) throws IOException {
        Files.writeString(folder.resolve(what), "changed", StandardOpenOption.APPEND);
    }

    @Test
    void everyFileThatCannotBeUsedIsNamedUntilItCan() throws IOException {
        for (String what : List.of("codes", "issuers", "limits")) {
            follow(what);
        }
        wrong.addAll(List.of("codes", "limits"));
        files.look();
        assertThat(files.problem()).as("nothing was changed").isEmpty();

        change("codes");
        change("issuers");
        change("limits");
        files.look();
        assertThat(files.problem())
                .contains(Problem.needsAttention(
                        "codes: line 3 of %1$s/codes is wrong; limits: line 3 of %1$s/limits is wrong; what was read before still holds"
                                .formatted(folder)));

        wrong.remove("codes");
        files.look();
        assertThat(files.problem()).get().extracting(Problem::words).asString().startsWith("limits: ");
        wrong.clear();
        files.look();
        assertThat(files.problem()).isEmpty();
    }
}
