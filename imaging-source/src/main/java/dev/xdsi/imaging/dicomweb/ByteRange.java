package dev.xdsi.imaging.dicomweb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some bytes of a body (RFC 9110 14.1.2), at least one. */
record ByteRange(long from, long length) {
    private static final String UNIT = "bytes=";
    private static final Pattern ONE = Pattern.compile("(\\d{0,18})-(\\d{0,18})");
    /** Each has a head of its own, and what is read for it may lie anywhere. */
    private static final int MOST = 16;

    /**
     * Those that a header asks for, in its order, without those that hold nothing of the body.
     *
     * @return empty where the whole body is the answer (RFC 9110 14.2): nothing is asked for that is understood, or so many ranges or so much
     *     of the body more than once that the answer would be more work than the body
     */
    static Optional<List<ByteRange>> of(String header, long size) {
        if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return Optional.empty();
        }
        List<String> asked = Arrays.stream(header.substring(UNIT.length()).split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (asked.isEmpty() || asked.size() > MOST) {
            return Optional.empty();
        }
        List<ByteRange> ranges = new ArrayList<>();
        long all = 0;
        for (String one : asked) {
            Matcher range = ONE.matcher(one);
            if (!range.matches() || isNone(range)) {
                return Optional.empty();
            }
            ByteRange found = of(range, size);
            if (found.length > 0) {
                ranges.add(found);
                all += found.length;
            }
        }
        return all > size ? Optional.empty() : Optional.of(ranges);
    }

    private static boolean isNone(Matcher range) {
        String first = range.group(1);
        String last = range.group(2);
        return first.isEmpty() ? last.isEmpty() : !last.isEmpty() && Long.parseLong(last) < Long.parseLong(first);
    }

    private static ByteRange of(Matcher range, long size) {
        if (range.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(range.group(2)));
            return new ByteRange(size - last, last);
        }
        long from = Long.parseLong(range.group(1));
        long end = range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
        return new ByteRange(from, Math.max(0, end - from));
    }

    long end() {
        return from + length;
    }

    /** As Content-Range (RFC 9110 14.4). */
    String contentRange(long size) {
        return "bytes " + from + "-" + (end() - 1) + "/" + size;
    }
}
