package dev.xdsi.dicom.json;

import java.io.IOException;
import java.io.Writer;

/** Writes JSON (RFC 8259) token by token; commas are its business. */
final class JsonOutput {
    private static final String HEX = "0123456789abcdef";

    private final Writer out;
    private boolean separate;

    JsonOutput(Writer out) {
        this.out = out;
    }

    JsonOutput begin(char bracket) throws IOException {
        separator();
        out.write(bracket);
        separate = false;
        return this;
    }

    JsonOutput end(char bracket) throws IOException {
        out.write(bracket);
        separate = true;
        return this;
    }

    JsonOutput name(String name) throws IOException {
        string(name);
        out.write(':');
        separate = false;
        return this;
    }

    /** A number or null, as it shall stand there. */
    JsonOutput literal(String literal) throws IOException {
        separator();
        out.write(literal);
        return this;
    }

    JsonOutput string(String text) throws IOException {
        separator();
        out.write('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            if (mustEscape(text.charAt(i))) {
                out.write(text, written, i - written);
                escape(text.charAt(i));
                written = i + 1;
            }
        }
        out.write(text, written, text.length() - written);
        out.write('"');
        return this;
    }

    /** Opens a string whose characters the caller writes, of which none needs escaping. */
    Writer beginRaw() throws IOException {
        separator();
        out.write('"');
        return out;
    }

    void endRaw() throws IOException {
        out.write('"');
    }

    private void separator() throws IOException {
        if (separate) {
            out.write(',');
        }
        separate = true;
    }

    /** Beside what RFC 8259 demands, what could end a script element or break a line of JavaScript. */
    private static boolean mustEscape(char c) {
        return c < ' '
                || c == '"'
                || c == '\\'
                || c == 0x7F
                || c == '<'
                || c == '\u2028'
                || c == '\u2029'
                || Character.isSurrogate(c);
    }

    private void escape(char c) throws IOException {
        if (c == '"' || c == '\\') {
            out.write('\\');
            out.write(c);
            return;
        }
        out.write("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(HEX.charAt(c >> shift & 0xF));
        }
    }
}
