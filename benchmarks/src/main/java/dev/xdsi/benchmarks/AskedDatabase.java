package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.RecordedSql.Executed;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What the registry asks of its database, as scripts for {@code pgbench}: the statements are those that the registry's own store
 * executes for a query, written down while it does, with every value as a parameter like there. Only what tells one patient from
 * another is computed of a number.
 */
final class AskedDatabase {
    private static final int EXAMPLE = Population.ten(3);
    private static final String PATIENT = ":patient";
    private static final int AT_ONCE = 1_000;

    private final String jdbcUrl;
    private final QueryLimits limits;

    AskedDatabase(String jdbcUrl, QueryLimits limits) {
        this.jdbcUrl = jdbcUrl;
        this.limits = limits;
    }

    /** @param tens how many patients there are of ten documents */
    Pgbench.Script findDocuments(int tens) {
        return script(
                "FindDocuments",
                Envelopes.findDocuments(Population.patientId(EXAMPLE).cx()),
                tens);
    }

    Pgbench.Script getDocuments(int tens) {
        UUID entry = Population.uuid('e', EXAMPLE, 0);
        return script("GetDocuments", Envelopes.getDocuments("$XDSDocumentEntryEntryUUID", "urn:uuid:" + entry), tens);
    }

    Pgbench.Script getDocumentsByUniqueId(int tens) {
        String uniqueId = Population.uniqueId('e', EXAMPLE, 0);
        return script("GetDocuments by uniqueId", Envelopes.getDocuments("$XDSDocumentEntryUniqueId", uniqueId), tens);
    }

    /** Reads everything once that will be asked about, so that what is measured is no disk. */
    void read(int tens) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < tens; from += AT_ONCE) {
                String patients = "(select index * 10 + 7 as patient from generate_series(%d, %d) index) tens"
                        .formatted(from, Math.min(tens, from + AT_ONCE) - 1);
                for (String read : List.of(
                        "sum(length(written)) from registry.document_entry where patient_id = "
                                + Population.patientIdSql("patient"),
                        "max(patient_id) from registry.registered_id where entry_uuid = "
                                + Population.uuidSql('e', "patient", 0),
                        "max(hash) from registry.unique_id where unique_id = "
                                + Population.uniqueIdSql('e', "patient", 0))) {
                    statement.execute("select count(one.*) from " + patients + ", lateral (select " + read + ") one");
                }
            }
        }
    }

    private Pgbench.Script script(String name, StoredQueryRequest request, int tens) {
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("\\set patient random(0, %d) * 10 + 7\n".formatted(tens - 1));
        for (Executed executed : executed(request)) {
            String[] pieces = executed.text().split("\\?", -1);
            for (int i = 0; i < pieces.length; i++) {
                text.append(pieces[i].replace('\n', ' '));
                if (i < executed.values().size()) {
                    text.append(value(executed.values().get(i).toString(), variables));
                }
            }
            text.append(";\n");
        }
        return new Pgbench.Script(name, text.toString(), variables);
    }

    private static String value(String value, Map<String, String> variables) {
        String uuid = Population.uuid('e', EXAMPLE, 0).toString();
        if (value.equals(Population.patientId(EXAMPLE).cx())) {
            return Population.patientIdSql(PATIENT);
        }
        if (value.equals(uuid)) {
            return Population.uuidSql('e', PATIENT, 0);
        }
        if (value.equals("{" + uuid + "}") || value.equals("{\"" + uuid + "\"}")) {
            return "array[" + Population.uuidSql('e', PATIENT, 0) + "]";
        }
        if (value.equals(Population.uniqueId('e', EXAMPLE, 0))) {
            return Population.uniqueIdSql('e', PATIENT, 0);
        }
        if (value.contains(Population.uniqueId('e', EXAMPLE, 0))) {
            return "array[" + Population.uniqueIdSql('e', PATIENT, 0) + "]";
        }
        String name = "v" + variables.size();
        variables.put(name, value);
        return ":" + name;
    }

    private List<Executed> executed(StoredQueryRequest request) {
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl(jdbcUrl);
        RecordedSql recorded = new RecordedSql(real);
        try (HibernateRegistryStore store = HibernateRegistryStore.open(recorded.dataSource())) {
            RegistryStoredQuery query = new RegistryStoredQuery(store, limits);
            return recorded.of(() -> query.perform(request, Caller.self("benchmark")));
        }
    }

    /** One row like that of a DocumentEntry into a table of its own, and committed. */
    Pgbench.Script insert() throws SQLException {
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder values = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists benchmark");
            statement.execute("drop table if exists benchmark.one_row");
            statement.execute(
                    "create table benchmark.one_row (like registry.document_entry, primary key (patient_id, entry_uuid))");
            try (ResultSet row = statement.executeQuery("select * from registry.document_entry where patient_id = '"
                    + Population.patientId(EXAMPLE).cx() + "' limit 1")) {
                row.next();
                ResultSetMetaData columns = row.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    values.append(i == 1 ? "" : ", ");
                    String value = row.getString(i);
                    if (columns.getColumnName(i).equals("entry_uuid")) {
                        values.append("gen_random_uuid()");
                    } else if (value == null) {
                        values.append("null");
                    } else {
                        variables.put("v" + i, value);
                        values.append(":v").append(i);
                    }
                }
            }
        }
        return new Pgbench.Script("insert", "insert into benchmark.one_row values (" + values + ");\n", variables);
    }
}
