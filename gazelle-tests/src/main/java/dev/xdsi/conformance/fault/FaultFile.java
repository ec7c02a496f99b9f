package dev.xdsi.conformance.fault;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.cases.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code faults.yaml}: the faults by their ids. */
public final class FaultFile {
    private static final Set<String> KEYS = Set.of("families", "form", "request", "body", "status", "headers", "parts");

    private FaultFile() {}

    public static List<Fault> read(Path file) {
        List<Fault> faults = new ArrayList<>();
        CaseFiles.yaml(file).forEach((id, written) -> faults.add(fault(id, Step.mapping(written, id))));
        return faults;
    }

    private static Fault fault(String id, Map<String, Object> written) {
        if (!KEYS.containsAll(written.keySet())) {
            throw new BadCaseException("the fault " + id + " has a key that is none of " + KEYS);
        }
        Set<String> families = new HashSet<>();
        if (written.get("families") instanceof List<?> list) {
            list.forEach(family -> families.add(String.valueOf(family)));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Step.mapping(written.get("headers"), "headers").forEach((name, value) -> headers.put(name, value.toString()));
        return new Fault(
                id,
                families,
                !"true".equals(text(written, "form")),
                patterns(written.get("request")),
                patterns(written.get("body")),
                text(written, "status").isEmpty() ? 0 : Integer.parseInt(text(written, "status")),
                headers,
                text(written, "parts"));
    }

    private static Map<Pattern, String> patterns(@Nullable Object written) {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        Step.mapping(written, "changes")
                .forEach((expression, replacement) ->
                        patterns.put(Pattern.compile(expression, Pattern.DOTALL), replacement.toString()));
        return patterns;
    }

    private static String text(Map<String, Object> written, String key) {
        @Nullable Object value = written.get(key);
        return value == null ? "" : value.toString();
    }
}
