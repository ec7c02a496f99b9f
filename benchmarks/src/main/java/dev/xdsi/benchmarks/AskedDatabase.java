package dev.xdsi.benchmarks;

import dev.xdsi.benchmarks.RecordedSql.Executed;
import dev.xdsi.registry.iti18.RegistryStoredQuery;
import dev.xdsi.registry.query.QueryLimits;
import dev.xdsi.registry.store.hibernate.HibernateRegistryStore;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the registry asks of its database, as scripts for {@code pgbench}: the statements are those that the registry's own store
 * executes for a query, written down while it does, with every value as a parameter like there. Only what tells one patient from
 * another is computed of a number.
 */
final class AskedDatabase {
    private static final int EXAMPLE = Population.ten(3);
    private static final String PATIENT = ":patient";
    private static final int AT_ONCE = 1_000;

    private final DataSource database;
    private final QueryLimits limits;

    AskedDatabase(DataSource database, QueryLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    Pgbench.Script findDocuments(Sample sample) {
        return script("FindDocuments", find(), sample);
    }

    Pgbench.Script getDocuments(Sample sample) {
        return script("GetDocuments", getByUuid(), sample);
    }

    Pgbench.Script getDocumentsByUniqueId(Sample sample) {
        return script("GetDocuments by uniqueId", getByUniqueId(), sample);
    }

    private static StoredQueryRequest find() {
        return Envelopes.findDocuments(Population.patientId(EXAMPLE).cx());
    }

    private static StoredQueryRequest getByUuid() {
        return Envelopes.getDocuments("$XDSDocumentEntryEntryUUID", "urn:uuid:" + Population.uuid('e', EXAMPLE, 0));
    }

    private static StoredQueryRequest getByUniqueId() {
        return Envelopes.getDocuments("$XDSDocumentEntryUniqueId", Population.uniqueId('e', EXAMPLE, 0));
    }

    /**
     * Asks everything once that will be asked, so that what is measured is no disk: by the same statements, since another
     * one would read other indexes.
     */
    void read(Sample sample) throws SQLException {
        List<String> asked = Stream.of(find(), getByUuid(), getByUniqueId())
                .flatMap(request -> executed(request).stream())
                .map(executed -> text(executed, "patient", AskedDatabase::literal))
                .toList();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < sample.patients(); from += AT_ONCE) {
                String patients = "(select %s as patient from generate_series(%d, %d) place) asked"
                        .formatted(sample.sql("place"), from, Math.min(sample.patients(), from + AT_ONCE) - 1);
                for (String one : asked) {
                    statement.execute("select sum(length(one::text)) from " + patients + ", lateral (" + one + ") one");
                }
            }
        }
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private Pgbench.Script script(String name, StoredQueryRequest request, Sample sample) {
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder(
                "\\set place random(0, %d)\n\\set patient %s\n".formatted(sample.patients() - 1, sample.sql(":place")));
        for (Executed executed : executed(request)) {
            text.append(text(executed, PATIENT, value -> {
                        String variable = "v" + variables.size();
                        variables.put(variable, value);
                        return ":" + variable;
                    }))
                    .append(";\n");
        }
        return new Pgbench.Script(name, text.toString(), variables);
    }

    /**
     * The statement with its values.
     *
     * @param patient how the number of the patient is written
     * @param others how any other value is
     */
    private static String text(Executed executed, String patient, UnaryOperator<String> others) {
        StringBuilder text = new StringBuilder();
        String[] pieces = executed.text().split("\\?", -1);
        for (int i = 0; i < pieces.length; i++) {
            text.append(pieces[i].replace('\n', ' '));
            if (i < executed.values().size()) {
                text.append(value(executed.values().get(i).toString(), patient, others));
            }
        }
        return text.toString();
    }

    private static String value(String value, String patient, UnaryOperator<String> others) {
        String uuid = Population.uuid('e', EXAMPLE, 0).toString();
        if (value.equals(Population.patientId(EXAMPLE).cx())) {
            return Population.patientIdSql(patient);
        }
        if (value.equals(uuid)) {
            return Population.uuidSql('e', patient, 0);
        }
        if (value.equals("{" + uuid + "}") || value.equals("{\"" + uuid + "\"}")) {
            return "array[" + Population.uuidSql('e', patient, 0) + "]";
        }
        if (value.equals(Population.uniqueId('e', EXAMPLE, 0))) {
            return Population.uniqueIdSql('e', patient, 0);
        }
        if (value.contains(Population.uniqueId('e', EXAMPLE, 0))) {
            return "array[" + Population.uniqueIdSql('e', patient, 0) + "]";
        }
        return others.apply(value);
    }

    private List<Executed> executed(StoredQueryRequest request) {
        RecordedSql recorded = new RecordedSql(database);
        try (HibernateRegistryStore store = HibernateRegistryStore.open(recorded.dataSource())) {
            RegistryStoredQuery query = new RegistryStoredQuery(store, limits);
            return recorded.of(() -> query.perform(request, Caller.self("benchmark")));
        }
    }

    /** One row like that of a DocumentEntry into a table of its own, and committed. */
    Pgbench.Script insert() throws SQLException {
        Map<String, String> variables = new LinkedHashMap<>();
        StringBuilder values = new StringBuilder();
        try (Connection connection = database.getConnection();
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
