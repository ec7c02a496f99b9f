package dev.xdsi.gateway.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the file, lets the environment override it, and reports every mistake at once. */
public final class ConfigurationReader {
    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();

    public ConfigurationReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Reads {@code file}, or only the environment and the initial values when there is none. */
    public Configuration read(@Nullable Path file) throws ConfigurationException {
        mistakes.clear();
        Map<String, String> texts = file == null ? new LinkedHashMap<>() : flattened(file);
        reportUnknownKeys(texts, file);
        Settings.ALL.forEach(setting -> Optional.ofNullable(environment.get(setting.variable()))
                .ifPresent(text -> texts.put(setting.key(), text)));
        Settings.ALL.forEach(setting -> check(setting, texts));
        if (mistakes.isEmpty()) {
            mistakes.addAll(new Conflicts(Configuration.of(texts)).mistakes());
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        return Configuration.of(texts);
    }

    private Map<String, String> flattened(Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            Object document = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            flatten("", document, texts);
        } catch (NoSuchFileException missing) {
            mistakes.add(file + ": there is no such file");
        } catch (CharacterCodingException otherCharacters) {
            mistakes.add(file + " is not written in UTF-8; save it in that encoding");
        } catch (IOException unreadable) {
            mistakes.add(file + " cannot be read: " + unreadable.getMessage());
        } catch (YamlEngineException malformed) {
            mistakes.add(file + " is not YAML: "
                    + String.valueOf(malformed.getMessage()).replace('\n', ' '));
        }
        return texts;
    }

    private static void flatten(String prefix, @Nullable Object node, Map<String, String> texts) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value, texts));
        } else if (node instanceof List<?> list) {
            texts.put(
                    prefix, String.join(", ", list.stream().map(String::valueOf).toList()));
        } else if (!prefix.isEmpty()) {
            texts.put(prefix, node == null ? "" : node.toString());
        }
    }

    private void reportUnknownKeys(Map<String, String> texts, @Nullable Path file) {
        List<String> known = Settings.ALL.stream().<String>map(Setting::key).toList();
        for (String key : texts.keySet()) {
            if (!known.contains(key)) {
                mistakes.add(key + " in " + file + ": there is no such key" + suggestion(key, known));
            }
        }
        List<String> variables =
                Settings.ALL.stream().<String>map(Setting::variable).toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith("XDSI_") && !variables.contains(name) && !OWN_VARIABLES.contains(name))
                .sorted()
                .forEach(name ->
                        mistakes.add(name + " in the environment: there is no such key" + suggestion(name, variables)));
    }

    /** Read by the start script, by commands and by tests. */
    private static final List<String> OWN_VARIABLES = List.of(
            "XDSI_JAVA_OPTS",
            "XDSI_SHARED",
            "XDSI_CONFIG",
            "XDSI_LOG_LEVEL",
            "XDSI_USER",
            "XDSI_PASSWORD",
            "XDSI_NEW_PASSWORD");

    private <T> void check(Setting<T> setting, Map<String, String> texts) {
        String text = texts.getOrDefault(setting.key(), setting.initial());
        setting.mistake(text).ifPresent(mistake -> mistakes.add(setting.key() + " = " + text + ": " + mistake));
    }

    private static String suggestion(String key, List<String> known) {
        return known.stream()
                .min((a, b) -> Integer.compare(distance(key, a), distance(key, b)))
                .filter(nearest -> distance(key, nearest) <= 3)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] costs = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(substituted, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[b.length()];
    }
}
