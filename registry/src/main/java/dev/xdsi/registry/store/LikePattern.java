package dev.xdsi.registry.store;

import java.util.regex.Pattern;

/**
 * A pattern of SQL's LIKE as stored queries use it: {@code %} for any characters, {@code _} for one, nothing escaped
 * (ITI TF-2: 3.18.4.1.2.3.7.1). A pattern without wildcards matches only itself.
 */
public record LikePattern(String pattern) {

    public boolean matches(String value) {
        return regex().matcher(value).matches();
    }

    private Pattern regex() {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            switch (c) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
