package dev.xdsi.registry.store;

/**
 * A pattern of SQL's LIKE as stored queries use it: {@code %} for any characters, {@code _} for one, nothing escaped
 * (ITI TF-2: 3.18.4.1.2.3.7.1). A pattern without wildcards matches only itself.
 */
public record LikePattern(String pattern) {
    /** Twice what any value has that is matched (ITI TF-3: 4.2.3.1.1), and short enough for every pattern to be harmless. */
    public static final int MAX_LENGTH = 512;

    public LikePattern {
        if (!isValid(pattern)) {
            throw new IllegalArgumentException("a pattern has at most " + MAX_LENGTH + " characters");
        }
    }

    public static boolean isValid(String pattern) {
        return pattern.length() <= MAX_LENGTH;
    }

    /**
     * Takes as little as possible for each {@code %} and goes back only to the last one, so that no pattern takes longer than its length
     * times that of the value.
     */
    public boolean matches(String value) {
        int[] wanted = pattern.codePoints().toArray();
        int[] given = value.codePoints().toArray();
        int at = 0;
        int afterWildcard = -1;
        int next = 0;
        for (int i = 0; i < given.length; ) {
            if (at < wanted.length && wanted[at] == '%') {
                afterWildcard = ++at;
                next = i;
            } else if (at < wanted.length && (wanted[at] == '_' || wanted[at] == given[i])) {
                at++;
                i++;
            } else if (afterWildcard >= 0) {
                at = afterWildcard;
                i = ++next;
            } else {
                return false;
            }
        }
        while (at < wanted.length && wanted[at] == '%') {
            at++;
        }
        return at == wanted.length;
    }
}
