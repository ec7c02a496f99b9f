package dev.xdsi.conformance.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The folder of all cases, {@code <actor>/<name>/case.yaml}. A file is one case, or a table of variants of one, each with an id of its own.
 *
 * @param root has a folder {@code templates} beside those of the actors
 */
public record CaseFiles(Path root) {
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 5_000;
    private static final Set<String> KEYS =
            Set.of("id", "title", "family", "refs", "needs", "vars", "given", "steps", "variants");
    private static final Set<String> OF_VARIANTS = Set.of("id", "title", "family", "vars");

    /** Every case, by actor and id. */
    public List<Case> read() {
        try (Stream<Path> files = Files.walk(root, 3)) {
            List<Case> cases = files.filter(
                            file -> file.getFileName().toString().equals("case.yaml"))
                    .sorted()
                    .flatMap(file -> cases(file).stream())
                    .toList();
            Set<String> seen = new HashSet<>();
            cases.stream().filter(each -> !seen.add(each.path())).findFirst().ifPresent(twice -> {
                throw new BadCaseException(twice.path() + " is there twice");
            });
            if (cases.size() > MOST) {
                throw new BadCaseException("more than " + MOST + " cases");
            }
            return cases;
        } catch (IOException unreadable) {
            throw new BadCaseException("cannot read the cases in " + root, unreadable);
        }
    }

    /** Templates of a case: those beside it, then those of all. */
    public Text texts(Case of) {
        return new Text(List.of(of.folder(), root.resolve("templates")));
    }

    /** A YAML file as a mapping. */
    public static Map<String, Object> yaml(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadCaseException(file + " is larger than " + LARGEST + " bytes");
            }
            Object document = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return Step.mapping(document, file.toString());
        } catch (IOException | YamlEngineException malformed) {
            throw new BadCaseException(file + ": " + malformed.getMessage(), malformed);
        }
    }

    private static List<Case> cases(Path file) {
        Map<String, Object> document = yaml(file);
        try {
            known(document.keySet(), KEYS);
            List<Object> variants = list(document.get("variants"));
            if (variants.isEmpty()) {
                return List.of(one(file, document, Map.of()));
            }
            List<Case> cases = new ArrayList<>();
            for (Object variant : variants) {
                Map<String, Object> its = Step.mapping(variant, "a variant");
                known(its.keySet(), OF_VARIANTS);
                cases.add(one(file, document, its));
            }
            return cases;
        } catch (RuntimeException wrong) {
            throw new BadCaseException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Case one(Path file, Map<String, Object> all, Map<String, Object> variant) {
        Map<String, Object> merged = new LinkedHashMap<>(all);
        merged.putAll(variant);
        Map<String, String> variables = new HashMap<>();
        Step.mapping(all.get("vars"), "vars").forEach((name, value) -> variables.put(name, String.valueOf(value)));
        Step.mapping(variant.get("vars"), "vars").forEach((name, value) -> variables.put(name, String.valueOf(value)));
        Path folder = file.toAbsolutePath().resolveSibling("");
        return new Case(
                required(merged, "id"),
                required(merged, "title"),
                folder.getName(folder.getNameCount() - 2).toString(),
                required(merged, "family"),
                list(merged.get("refs")).stream().map(Object::toString).toList(),
                list(merged.get("needs")).stream().map(Object::toString).toList(),
                folder,
                variables,
                steps(all.get("given")),
                steps(all.get("steps")));
    }

    private static List<Step> steps(@Nullable Object written) {
        return list(written).stream()
                .map(step -> step(Step.mapping(step, "a step")))
                .toList();
    }

    /** The first key of a step says how it is done. */
    private static Step step(Map<String, Object> written) {
        if (written.isEmpty()) {
            throw new BadCaseException("a step without keys");
        }
        var first = written.entrySet().iterator().next();
        Map<String, Object> fields = new LinkedHashMap<>(written);
        fields.remove(first.getKey());
        return new Step(first.getKey(), String.valueOf(first.getValue()), fields);
    }

    private static String required(Map<String, Object> document, String key) {
        @Nullable Object value = document.get(key);
        if (value == null) {
            throw new BadCaseException("has no " + key);
        }
        return value.toString();
    }

    private static void known(Set<String> keys, Set<String> known) {
        keys.stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new BadCaseException("has an unknown key, " + key);
        });
    }

    @SuppressWarnings("unchecked") // YAML's lists hold anything
    private static List<Object> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> several ? (List<Object>) several : List.of(value);
    }
}
