package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of one answer have in common, read once: thousands of them are about one patient and have the same few codes. */
final class Recurring {
    private final Map<String, PatientId> patients = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Set<Code>> lists = new HashMap<>();

    PatientId patient(String cx) {
        return patients.computeIfAbsent(cx, Recurring::parsed);
    }

    Code code(String coded) {
        return codes.computeIfAbsent(coded, Recurring::decoded);
    }

    /** Of a column with several values. */
    Set<Code> codes(ResultSet row, int column) throws SQLException {
        String all = row.getString(column);
        Set<Code> known = lists.get(all);
        if (known == null) {
            known = Stream.of((String[]) row.getArray(column).getArray())
                    .map(this::code)
                    .collect(Collectors.toUnmodifiableSet());
            lists.put(all, known);
        }
        return known;
    }

    static PatientId parsed(String cx) {
        return PatientId.parse(cx).orElseThrow(() -> new IllegalStateException("kept a wrong patient id"));
    }

    /** Unlike a query's parameter, a code that was registered may have any character. */
    private static Code decoded(String coded) {
        int end = coded.indexOf("^^");
        return new Code(coded.substring(0, end), coded.substring(end + 2), null);
    }
}
