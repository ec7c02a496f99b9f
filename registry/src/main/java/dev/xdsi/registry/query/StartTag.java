package dev.xdsi.registry.query;

/**
 * Sets an attribute of an object's text, which shows what it was registered with. Only the start tag is looked at, so it costs the same for an
 * object of any size.
 */
final class StartTag {
    private StartTag() {}

    static String with(String text, String attribute, String value) {
        int name = afterName(text);
        int at = name;
        while (true) {
            int begin = skipBlanks(text, at);
            char next = text.charAt(begin);
            if (next == '>' || next == '/') {
                return text.substring(0, name) + " " + attribute + "=\"" + escaped(value) + "\"" + text.substring(name);
            }
            int equals = text.indexOf('=', begin);
            int open = skipBlanks(text, equals + 1);
            int close = text.indexOf(text.charAt(open), open + 1);
            if (equals < 0 || close < 0) {
                throw notAnObject();
            }
            if (text.substring(begin, equals).strip().equals(attribute)) {
                return isAlready(value, text, open + 1, close)
                        ? text
                        : text.substring(0, open + 1) + escaped(value) + text.substring(close);
            }
            at = close + 1;
        }
    }

    /** As most are, which then need not be copied. */
    private static boolean isAlready(String value, String text, int from, int to) {
        return to - from == value.length()
                && text.startsWith(value, from)
                && escaped(value).equals(value);
    }

    private static int afterName(String text) {
        if (!text.startsWith("<")) {
            throw notAnObject();
        }
        int at = 1;
        while (at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != '>' && text.charAt(at) != '/') {
            at++;
        }
        return at;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            throw notAnObject();
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static IllegalStateException notAnObject() {
        return new IllegalStateException("what was kept is not an object in XML");
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            if (c < ' ' || c == '&' || c == '<' || c == '"' || c == '\'') {
                escaped.append("&#").append(c).append(';');
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
