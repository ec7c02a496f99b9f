package dev.xdsi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text in one or more languages ({@code rim:InternationalString}): titles, comments, display names. */
public record InternationalString(List<LocalizedString> localized) {
    public InternationalString {
        localized = List.copyOf(localized);
    }

    public static InternationalString of(String text) {
        return new InternationalString(List.of(new LocalizedString(text, null, null)));
    }

    /** The first text, which every reader can use. Empty when there is none. */
    public String text() {
        return localized.isEmpty() ? "" : localized.getFirst().value();
    }

    /** One text with its {@code xml:lang} and {@code charset}, where they were written. */
    public record LocalizedString(
            String value, @Nullable String lang, @Nullable String charset) {}
}
