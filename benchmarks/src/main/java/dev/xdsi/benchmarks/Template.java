package dev.xdsi.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text that was written once, with marks in it that are replaced each time: cheaper by far than to write it again. */
final class Template {
    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Integer> between = new ArrayList<>();

    /** @param marks of which the first is replaced by the first value, and so on; each may occur several times */
    Template(String text, List<String> marks) {
        int from = 0;
        while (true) {
            int next = -1;
            int mark = -1;
            for (int i = 0; i < marks.size(); i++) {
                int at = text.indexOf(marks.get(i), from);
                if (at >= 0 && (next < 0 || at < next)) {
                    next = at;
                    mark = i;
                }
            }
            pieces.add(text.substring(from, next < 0 ? text.length() : next).getBytes(StandardCharsets.UTF_8));
            if (next < 0) {
                return;
            }
            between.add(mark);
            from = next + marks.get(mark).length();
        }
    }

    void fill(ByteArrayOutputStream out, Object... values) {
        byte[][] bytes = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i].toString().getBytes(StandardCharsets.UTF_8);
        }
        for (int i = 0; i < between.size(); i++) {
            out.writeBytes(pieces.get(i));
            out.writeBytes(bytes[between.get(i)]);
        }
        out.writeBytes(pieces.getLast());
    }

    byte[] filled(Object... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        fill(out, values);
        return out.toByteArray();
    }
}
