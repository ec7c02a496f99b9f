package dev.xdsi.gateway.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing an operator can set.
 *
 * @param key dotted, as in the configuration file
 * @param initial what holds when nothing is set, as one would write it
 * @param help one or two sentences for the configuration file
 * @param read turns text into a value; an {@link IllegalArgumentException} says what is wrong with it
 */
public record Setting<T>(String key, String initial, String help, Function<String, T> read) {

    static <T> Setting<T> setting(String key, String initial, String help, Function<String, T> read) {
        return new Setting<>(key, initial, help, read);
    }

    /** What is wrong with a text, if anything is. */
    Optional<String> mistake(String text) {
        try {
            return read.apply(text) == null ? Optional.of("has no value") : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** The environment variable that overrides the key. */
    public String variable() {
        return "XDSI_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
