package dev.xdsi.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The indexes of the registry's partitioned tables, keys among them: taken away for a while, and made again as they were. */
final class Indexes {
    private static final String KEYS = """
            select conrelid::regclass || ' drop constraint ' || quote_ident(conname),
                conrelid::regclass || ' add constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(c.oid)
            from pg_constraint c join pg_class t on t.oid = conrelid
            where connamespace = 'registry'::regnamespace and relkind = 'p' and contype in ('p', 'u')
            order by 1""";

    private static final String OTHERS = """
            select indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
            from pg_index join pg_class t on t.oid = indrelid
            where relnamespace = 'registry'::regnamespace and relkind = 'p'
                and not exists (select from pg_constraint where conindid = indexrelid)
            order by 1""";

    /** Everything that an index is, of each partition too. */
    private static final String ALL = """
            select pg_get_indexdef(indexrelid) || ' ' || indisvalid || ' ' || indisprimary || ' '
                || coalesce((select conname || ' ' || pg_get_constraintdef(c.oid) from pg_constraint c
                    where conindid = indexrelid and conrelid = indrelid), '')
                || coalesce((select ' of ' || inhparent::regclass from pg_inherits where inhrelid = indexrelid), '')
            from pg_index join pg_class t on t.oid = indrelid
            where relnamespace = 'registry'::regnamespace
            order by 1""";

    private final List<String> before;
    private final List<String> definitions;

    private Indexes(List<String> before, List<String> definitions) {
        this.before = before;
        this.definitions = definitions;
    }

    static Indexes takenAway(Connection connection) throws SQLException {
        List<String> before = rows(connection, ALL, 1);
        List<String> keys = rows(connection, KEYS, 1);
        Stream<String> keysAgain = rows(connection, KEYS, 2).stream().map(key -> "alter table " + key);
        List<String> others = rows(connection, OTHERS, 1);
        List<String> definitions =
                Stream.concat(keysAgain, rows(connection, OTHERS, 2).stream()).toList();
        try (Statement statement = connection.createStatement()) {
            for (String index : others) {
                statement.execute("drop index " + index);
            }
            for (String key : keys) {
                statement.execute("alter table " + key);
            }
        }
        return new Indexes(before, definitions);
    }

    /** The statements that make them again, the keys of all tables first: two sessions then seldom wait for each other's table. */
    List<String> definitions() {
        return definitions;
    }

    /** Refuses any difference, be it only a name. */
    void requireAsBefore(Connection connection) throws SQLException {
        List<String> now = rows(connection, ALL, 1);
        if (!now.equals(before)) {
            List<String> missing = new ArrayList<>(before);
            missing.removeAll(now);
            List<String> additional = new ArrayList<>(now);
            additional.removeAll(before);
            throw new SQLException("the indexes are not as the registry made them: missing are " + missing
                    + ", and there are " + additional);
        }
    }

    private static List<String> rows(Connection connection, String query, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(column));
            }
            return rows;
        }
    }
}
