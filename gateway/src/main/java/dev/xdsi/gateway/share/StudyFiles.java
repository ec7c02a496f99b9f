package dev.xdsi.gateway.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The instances found under some paths, by study, and the files that are none, with the reason.
 */
public record StudyFiles(SequencedMap<String, List<InstanceFile>> studies, Map<Path, String> refused) {

    /** Looks at every file under the paths, in the order of their names. */
    public static StudyFiles under(List<Path> paths) throws IOException {
        SequencedMap<String, List<InstanceFile>> studies = new LinkedHashMap<>();
        Map<Path, String> refused = new LinkedHashMap<>();
        for (Path path : paths) {
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(Files::isRegularFile).sorted().forEach(file -> {
                    try {
                        InstanceFile instance = InstanceFile.read(file);
                        studies.computeIfAbsent(instance.studyInstanceUID(), uid -> new ArrayList<>())
                                .add(instance);
                    } catch (IOException unreadable) {
                        refused.put(file, String.valueOf(unreadable.getMessage()));
                    }
                });
            }
        }
        return new StudyFiles(studies, refused);
    }

    public int count() {
        return studies.values().stream().mapToInt(List::size).sum();
    }
}
