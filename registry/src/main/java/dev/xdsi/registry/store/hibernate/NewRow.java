package dev.xdsi.registry.store.hibernate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row as it is to be written. A value that there is not stands in the text as {@code null}, so that none of the bound ones is. */
final class NewRow {
    private static final int ROWS_AT_ONCE = 32;
    private static final String NONE = "null";

    private final String table;
    private final Map<String, Object> key = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    NewRow(String table) {
        this.table = table;
    }

    /** A column by which the row is found again. */
    NewRow key(String column, Object value) {
        key.put(column, value);
        return this;
    }

    NewRow set(String column, @Nullable Object value) {
        columns.add(column);
        marks.add(value == null ? NONE : "?");
        if (value != null) {
            values.add(value instanceof Enum<?> constant ? constant.name() : value);
        }
        return this;
    }

    /** Rows of one table, many with each statement. */
    static Stream<Sql> insert(Collection<NewRow> rows) {
        return rows.stream().gather(Gatherers.windowFixed(ROWS_AT_ONCE)).map(NewRow::insertTogether);
    }

    private static Sql insertTogether(List<NewRow> rows) {
        NewRow first = rows.getFirst();
        String columns = Stream.concat(first.key.keySet().stream(), first.columns.stream())
                .collect(Collectors.joining(", "));
        return Sql.joined(rows.stream().map(NewRow::bracketed).toList(), ", ")
                .enclosed("insert into " + first.table + " (" + columns + ") values ", "");
    }

    private Sql bracketed() {
        return new Sql(
                Stream.concat(key.keySet().stream().map(column -> "?"), marks.stream())
                        .collect(Collectors.joining(", ", "(", ")")),
                Stream.concat(key.values().stream(), values.stream()).toList());
    }

    /** Everything but its key. */
    Sql update() {
        List<String> assignments = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            assignments.add(columns.get(i) + " = " + marks.get(i));
        }
        return new Sql(
                "update " + table + " set " + String.join(", ", assignments) + " where "
                        + key.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(" and ")),
                Stream.concat(values.stream(), key.values().stream()).toList());
    }
}
