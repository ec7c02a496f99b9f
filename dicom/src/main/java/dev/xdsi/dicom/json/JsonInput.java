package dev.xdsi.dicom.json;

import dev.xdsi.dicom.DicomException;
import java.io.IOException;
import java.io.Reader;

/** Reads JSON (RFC 8259) token by token and refuses what is not JSON, or too long. */
final class JsonInput {
    private static final int END = -1;
    private static final int NOTHING = -2;
    private static final int LONGEST_LITERAL = 4_096;

    private final Reader in;
    private final char[] buffer = new char[8 << 10];
    private final long mostCharacters;
    private int at;
    private int limit;
    private long base;
    private int ahead = NOTHING;

    JsonInput(Reader in, long mostCharacters) {
        this.in = in;
        this.mostCharacters = mostCharacters;
    }

    DicomException wrong(String what) {
        return new DicomException("JSON at character " + (base + at) + ": " + what);
    }

    DicomException wrong(String what, Throwable cause) {
        return new DicomException("JSON at character %d: %s".formatted(base + at, what), cause);
    }

    /** The next character that is no white space, without taking it; -1 at the end. */
    int peek() throws IOException {
        if (ahead == NOTHING) {
            int c = next();
            while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                c = next();
            }
            ahead = c;
        }
        return ahead;
    }

    void expect(char c) throws IOException {
        if (peek() != c) {
            throw wrong("'" + c + "' expected");
        }
        ahead = NOTHING;
    }

    void expectEnd() throws IOException {
        if (peek() != END) {
            throw wrong("something follows the end");
        }
    }

    boolean take(char c) throws IOException {
        if (peek() != c) {
            return false;
        }
        ahead = NOTHING;
        return true;
    }

    /** Goes to the next member of an object or array that was opened; false, after its bracket, if there is none. */
    boolean nextMember(boolean first, char close) throws IOException {
        if (take(close)) {
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    String name() throws IOException {
        String name = string();
        expect(':');
        return name;
    }

    String string() throws IOException {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw wrong(c == END ? "a string does not end" : "a control character in a string");
            }
            text.append(c == '\\' ? escape() : (char) c);
        }
        return text.toString();
    }

    private char escape() throws IOException {
        int c = next();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw wrong("no such escape");
        };
    }

    private char hex() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = next();
            int digit = c < 0 || c > 'f' ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw wrong("four hexadecimal digits expected");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** A number, true, false or null, as it is written. */
    String literal() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = peek();
        while (isLiteral(c)) {
            if (text.length() == LONGEST_LITERAL) {
                throw wrong("a number of more than " + LONGEST_LITERAL + " characters");
            }
            text.append((char) c);
            c = next();
            ahead = c;
        }
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ahead = NOTHING;
        }
        String literal = text.toString();
        if (!JsonNumbers.isNumber(literal) && !literal.matches("null|true|false")) {
            throw wrong("a value expected");
        }
        return literal;
    }

    private static boolean isLiteral(int c) {
        return c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'E';
    }

    /** Passes over a value of any kind. */
    void skipValue(int depthLeft) throws IOException {
        if (depthLeft == 0) {
            throw wrong("nested too deep");
        }
        int c = peek();
        if (c == '"') {
            string();
        } else if (c == '{' || c == '[') {
            expect((char) c);
            char close = c == '{' ? '}' : ']';
            for (boolean first = true; nextMember(first, close); first = false) {
                if (c == '{') {
                    name();
                }
                skipValue(depthLeft - 1);
            }
        } else {
            literal();
        }
    }

    private int next() throws IOException {
        if (at == limit) {
            base += limit;
            at = 0;
            limit = Math.max(0, in.read(buffer));
            if (base + limit > mostCharacters) {
                throw wrong("longer than " + mostCharacters + " characters");
            }
        }
        return at < limit ? buffer[at++] : END;
    }
}
