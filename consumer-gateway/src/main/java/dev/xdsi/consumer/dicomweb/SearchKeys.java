package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The query of a QIDO-RS search (PS3.18 8.3.4): keys are taken out one by one, and what is left is said to be ignored. */
final class SearchKeys {
    private static final int MOST_RESULTS = 1_000;
    private static final int MOST_OFFSET = 1_000_000;
    private static final int MOST_VALUES = 100;
    private static final String INCLUDEFIELD = "includefield";

    private final Map<String, String> left;
    private final int limit;
    private final int offset;

    private SearchKeys(Map<String, String> left) throws ApiRefusal {
        this.left = left;
        // All that is known is answered anyway, and names are not compared at all.
        left.remove(INCLUDEFIELD);
        left.remove("fuzzymatching");
        this.limit = number("limit", MOST_RESULTS, MOST_RESULTS);
        this.offset = number("offset", 0, MOST_OFFSET);
        if (left.values().stream().anyMatch(SearchKeys::isWildcardAlone)) {
            throw Refusals.badRequest("A wildcard alone is no search: name a patient or a study.");
        }
    }

    static SearchKeys of(HttpServletRequest request) throws ApiRefusal {
        return new SearchKeys(
                new TreeMap<>(QueryString.of(request, Set.of(INCLUDEFIELD)).parameters()));
    }

    private static boolean isWildcardAlone(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> "*%?_".indexOf(c) >= 0);
    }

    /** The value of a key that goes by its keyword or by its tag; empty matches everything. */
    String take(String keyword, String tag) {
        String byTag = left.remove(tag);
        String byKeyword = left.remove(keyword);
        return byKeyword != null ? byKeyword : byTag != null ? byTag : "";
    }

    /** The values of a list of UIDs or codes. */
    List<String> takeList(String keyword, String tag) throws ApiRefusal {
        String values = take(keyword, tag);
        List<String> list = values.isEmpty() ? List.of() : List.of(values.split("[,\\\\]", -1));
        if (list.size() > MOST_VALUES) {
            throw Refusals.badRequest(keyword + " has more than " + MOST_VALUES + " values.");
        }
        return list;
    }

    private int number(String name, int absent, int most) throws ApiRefusal {
        String value = left.remove(name);
        if (value == null || value.isEmpty()) {
            return absent;
        }
        if (!value.matches("\\d{1,9}")) {
            throw Refusals.badRequest(name + " is no number.");
        }
        return Math.min(most, Integer.parseInt(value));
    }

    /** The page asked for (PS3.18 8.3.4.4). */
    <T> Stream<T> page(Stream<T> all) {
        return all.skip(offset).limit(limit);
    }

    /** Says that there are keys which were not matched (PS3.18 8.3.4.1), without repeating anything of the request. */
    void warnOfIgnored(HttpServletResponse response) {
        if (!left.isEmpty()) {
            response.addHeader(
                    "Warning", "299 - \"" + left.size() + " of the search keys are not supported and were ignored.\"");
        }
    }
}
