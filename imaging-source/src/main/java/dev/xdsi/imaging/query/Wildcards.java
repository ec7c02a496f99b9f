package dev.xdsi.imaging.query;

/** A value with {@code *} for any number of characters and {@code ?} for one (PS3.4 C.2.2.2.4). Its time grows with the two lengths alone. */
public record Wildcards(String pattern) {
    /** Whether a key means more than itself. */
    public static boolean areIn(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    public boolean matches(String value) {
        int at = 0;
        int star = -1;
        int resumed = 0;
        int i = 0;
        while (i < value.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resumed = i;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == value.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resumed;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** What every match begins with. */
    public String literalPrefix() {
        int end = 0;
        while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
            end++;
        }
        return pattern.substring(0, end);
    }
}
