package dev.xdsi.registry.store.hibernate;

import static dev.xdsi.model.draft.Submissions.MARY;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.registry.patients.postgres.PostgresPatientStore;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.PatientIn;
import dev.xdsi.registry.store.Criterion.StatusIn;
import dev.xdsi.registry.store.Identifiers;
import dev.xdsi.registry.store.Registered;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.StoreQuestions;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads the plan of every statement by which the store asks: whatever the size of the registry, a question about a patient looks into
 * one partition of each table, and one about identifiers into one of an index table for each and then into the patients' alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {
    private static final Pattern SCANNED = Pattern.compile("on ((?:[a-z]+_)+)(\\d+)\\b");

    private TestDatabase database;
    private HibernateRegistryStore store;

    @BeforeAll
    void open() throws IOException {
        database = new TestDatabase();
        store = HibernateRegistryStore.open(database.dataSource());
        PostgresPatientStore.open(database.dataSource());
        Registered.in(
                store,
                manifest("a"),
                manifest("b"),
                submissionSet("s"),
                folder("f"),
                member("m", uuid("s"), uuid("a")));
    }

    @AfterAll
    void close() throws IOException {
        store.close();
        database.close();
    }

    /** What was executed, as the plan of each statement tells: how many partitions of which table. */
    private List<String> scanned(String planMode, Consumer<ConnectionSnapshot> question) throws SQLException {
        List<String> plans = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            execute(connection, "set plan_cache_mode = " + planMode);
            Connection explaining = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        Object result = method.invoke(connection, arguments);
                        return method.getName().equals("prepareStatement")
                                ? explained(connection, (String) arguments[0], (PreparedStatement) result, plans)
                                : result;
                    });
            question.accept(new ConnectionSnapshot(explaining));
            execute(connection, "set plan_cache_mode = auto");
        }
        return plans;
    }

    /** The statement itself, whose plan was asked for with the same values before it is run. */
    private static Object explained(Connection connection, String sql, PreparedStatement statement, List<String> plans)
            throws SQLException {
        String explainEach = Stream.of(sql.split(Sql.SEPARATOR))
                .map(each -> "explain (analyze, costs off, timing off) " + each)
                .collect(Collectors.joining(Sql.SEPARATOR));
        PreparedStatement explain = connection.prepareStatement(explainEach);
        return Proxy.newProxyInstance(
                PlanTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setObject" -> method.invoke(explain, arguments);
                        case "execute", "executeQuery" -> explain(explain, plans);
                        case "close" -> explain.close();
                        default -> {}
                    }
                    return method.invoke(statement, arguments);
                });
    }

    private static void explain(PreparedStatement explain, List<String> plans) throws SQLException {
        for (boolean more = explain.execute(); more; more = explain.getMoreResults()) {
            try (ResultSet lines = explain.getResultSet()) {
                plans.add(partitions(lines));
            }
        }
    }

    private static String partitions(ResultSet lines) throws SQLException {
        TreeMap<String, Set<String>> byTable = new TreeMap<>();
        while (lines.next()) {
            Matcher matcher = SCANNED.matcher(lines.getString(1));
            if (matcher.find() && !lines.getString(1).contains("never executed")) {
                byTable.computeIfAbsent(matcher.group(1), table -> new TreeSet<>())
                        .add(matcher.group(2));
            }
        }
        return byTable.entrySet().stream()
                .map(table -> table.getKey().replaceFirst("_$", "") + " "
                        + table.getValue().size())
                .collect(Collectors.joining(", "));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aQuestionAboutAPatientLooksIntoOnePartition(String planMode) throws SQLException {
        PatientIn mary = PatientIn.only(MARY);
        StatusIn approved = new StatusIn(Set.of(AvailabilityStatus.APPROVED));
        var stable = new Criterion.ObjectTypeIn(Set.of(DocumentEntryType.STABLE));

        assertThat(scanned(planMode, ask -> ask.documentEntries(List.of(mary, approved, stable), 100)))
                .containsExactly("document_entry 1");
        assertThat(scanned(planMode, ask -> ask.submissionSets(List.of(mary, approved), 100)))
                .containsExactly("submission_set 1");
        assertThat(scanned(planMode, ask -> ask.folders(List.of(mary, approved), 100)))
                .containsExactly("folder 1");
        assertThat(scanned(planMode, ask -> ask.associations(List.of(mary), 100)))
                .containsExactly("association 1");
    }

    /** The merges are looked for once, not for each row. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void mergesAreSeenOnTheWay(String planMode) throws SQLException {
        assertThat(scanned(
                        planMode,
                        ask -> ask.documentEntries(
                                List.of(PatientIn.only(MARY), new Criterion.NoMergeConcerns(MARY)), 100)))
                .containsExactly("document_entry 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aQuestionByIdentifierFindsThePatientFirst(String planMode) throws SQLException {
        assertThat(scanned(
                        planMode,
                        ask -> ask.documentEntries(List.of(new Criterion.EntryUuidIn(Set.of(uuid("a")))), 100)))
                .containsExactly("registered_id 1", "document_entry 1");
        assertThat(scanned(
                        planMode,
                        ask -> ask.documentEntries(
                                List.of(new Criterion.UniqueIdIn(
                                        Set.of(manifest("a").uniqueId()))),
                                100)))
                .containsExactly("unique_id 1", "document_entry 1");
        assertThat(scanned(
                        planMode,
                        ask -> ask.associations(
                                List.of(
                                        new Criterion.EitherEndIn(Set.of(uuid("a"))),
                                        new Criterion.AssociationTypeIn(Set.of(AssociationType.HAS_MEMBER))),
                                100)))
                .containsExactly("registered_id 1", "association 1");
        assertThat(scanned(
                        planMode,
                        ask -> ask.documentEntries(List.of(new Criterion.LogicalIdIn(Set.of(uuid("a")))), 100)))
                .containsExactly("registered_id 1", "document_entry 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void severalIdentifiersLookIntoAPartitionEach(String planMode) throws SQLException {
        List<String> plans = scanned(
                planMode,
                ask -> ask.documentEntries(
                        List.of(new Criterion.EntryUuidIn(Set.of(uuid("a"), uuid("b"), uuid("none")))), 100));

        assertThat(plans).last().isEqualTo("document_entry 1");
        assertThat(Integer.parseInt(plans.getFirst().replace("registered_id ", "")))
                .isBetween(1, 3);
    }

    @Test
    void whatIsNobodysIsLookedForInNoPartitionOfAPatient() throws SQLException {
        assertThat(scanned(
                        "auto", ask -> ask.documentEntries(List.of(new Criterion.UniqueIdIn(Set.of("1.2.404"))), 100)))
                .containsExactly("unique_id 1", "");
        assertThat(scanned(
                        "auto",
                        ask -> ask.documentEntries(List.of(new Criterion.LogicalIdIn(Set.of(uuid("none")))), 100)))
                .containsExactly("registered_id 1", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void historyAndTextsKnowWhereToLook(String planMode) throws SQLException {
        Identifiers known =
                new Identifiers(Set.of(uuid("a")), Set.of(manifest("a").uniqueId()));
        Identifiers fresh = new Identifiers(Set.of(uuid("none")), Set.of("1.2.404"));

        assertThat(scanned(planMode, ask -> ask.history(known)))
                .containsExactly("registered_id 1", "unique_id 1", "document_entry 1");
        assertThat(scanned(planMode, ask -> ask.history(fresh))).containsExactly("registered_id 1", "unique_id 1");
        assertThat(scanned(
                        planMode,
                        ask -> ask.written(store.documentEntries(List.of(PatientIn.only(MARY)), 100).stream()
                                .map(RegisteredEntry::object)
                                .toList())))
                .containsExactly("association 1, document_entry 1, folder 1, submission_set 1");
    }

    /** Where the answer is long, also when it is counted. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aLongAnswerLooksIntoOnePartitionEachTime(String planMode) throws SQLException {
        PatientId many = new PatientId("many", MARY.assigningAuthority());
        Registered.in(
                store,
                IntStream.rangeClosed(0, StoreQuestions.TEXTS_AT_ONCE)
                        .mapToObj(i -> manifest(planMode + i).toBuilder()
                                .patientId(many)
                                .build())
                        .toArray(RegistryObject[]::new));

        assertThat(scanned(planMode, ask -> ask.documentEntries(List.of(PatientIn.only(many)), 1_000)))
                .containsExactly("document_entry 1", "document_entry 1", "document_entry 1");
    }

    /** A test of the test: what names neither patient nor identifier goes everywhere. */
    @Test
    void aQuestionAboutEverybodyLooksEverywhere() throws SQLException {
        assertThat(scanned("auto", ask -> ask.folders(List.of(), 1000))).containsExactly("folder 16");
    }
}
