package dev.xdsi.gateway.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A value for every setting, all of them checked. */
public final class Configuration {
    private final Map<String, String> texts;

    private Configuration(Map<String, String> texts) {
        this.texts = texts;
    }

    static Configuration of(Map<String, String> checkedTexts) {
        return new Configuration(Map.copyOf(checkedTexts));
    }

    public <T> T get(Setting<T> setting) {
        return setting.read().apply(texts.getOrDefault(setting.key(), setting.initial()));
    }

    /** A copy in which one setting has another value, written as in the file. */
    public Configuration with(Setting<?> setting, String text) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(setting.key(), text);
        return of(changed);
    }
}
