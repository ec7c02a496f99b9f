package dev.xdsi.registry.store.hibernate;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Allowance;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.ObjectKind;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredEntry;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.registry.store.StoreQuestions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One of the store's questions.
 *
 * @param columns what it asks for besides that which all kinds of object have
 */
record Question<T>(ObjectKind kind, String columns, Reading<T> reading) {
    static final Question<RegisteredEntry> DOCUMENT_ENTRIES = new Question<>(
            ObjectKind.DOCUMENT_ENTRY, ", unique_id, class_code, type_code, confidentiality_code", Question::entry);
    static final Question<RegisteredObject> SUBMISSION_SETS = packages(ObjectKind.SUBMISSION_SET);
    static final Question<RegisteredObject> FOLDERS = packages(ObjectKind.FOLDER);
    static final Question<RegisteredAssociation> ASSOCIATIONS = new Question<>(
            ObjectKind.ASSOCIATION, ", association_type, source_object, target_object", Question::association);

    private static Question<RegisteredObject> packages(ObjectKind kind) {
        return new Question<>(kind, "", (row, recurring) -> object(kind, row, recurring));
    }

    /** How a row of an answer is read. */
    interface Reading<T> {
        T read(ResultSet row, Recurring recurring) throws SQLException;
    }

    /**
     * How long an answer may be.
     *
     * @param atMost what there is beyond that is not given
     * @param allowance told of every long answer before it is read
     */
    record Length(int atMost, Allowance allowance) {}

    private static final int SHORT = StoreQuestions.TEXTS_AT_ONCE;

    /** The driver holds no more rows than these of a long answer; what is made of them is smaller. */
    private static final int ROWS_AT_ONCE = 500;

    /** A short answer comes with its texts, a long one without; only asking tells which it is. */
    List<T> ask(Connection connection, List<? extends Criterion> allOf, Length length) {
        Sql where = where(connection, allOf);
        Sql.Row<T> row = row();
        List<T> beginning =
                select(where, true, Math.min(length.atMost(), SHORT + 1)).list(connection, row);
        return beginning.size() <= SHORT
                ? beginning
                : new Moment(connection).answer(() -> counted(connection, where, length));
    }

    /** Counted and read from one moment, so that it is as long as was said. */
    private List<T> counted(Connection connection, Sql where, Length length) {
        length.allowance().read(count(where, length.atMost()).first(connection, row -> row.getInt(1)));
        return select(where, false, length.atMost()).list(connection, row(), ROWS_AT_ONCE);
    }

    private Sql.Row<T> row() {
        Recurring recurring = new Recurring();
        return one -> reading.read(one, recurring);
    }

    private Sql where(Connection connection, List<? extends Criterion> allOf) {
        return Sql.and(Stream.concat(
                        new Whereabouts(connection, kind).of(allOf).stream(),
                        allOf.stream().map(Conditions::of))
                .toList());
    }

    Sql select(Sql where, boolean texts, int atMost) {
        return where.enclosed(
                        "select entry_uuid, patient_id, availability_status, " + (texts ? "written" : "null as written")
                                + columns + " from " + ObjectRow.table(kind) + " where ",
                        " limit ?")
                .with(atMost);
    }

    private Sql count(Sql where, int atMost) {
        return where.enclosed(
                        "select count(*) from (select 1 from " + ObjectRow.table(kind) + " where ", " limit ?) counted")
                .with(atMost);
    }

    private static RegisteredObject object(ObjectKind kind, ResultSet row, Recurring recurring) throws SQLException {
        return new RegisteredObject(
                kind,
                EntryUuid.of(row.getObject(1, UUID.class)),
                recurring.patient(row.getString(2)),
                AvailabilityStatus.valueOf(row.getString(3)),
                row.getString(4));
    }

    private static RegisteredEntry entry(ResultSet row, Recurring recurring) throws SQLException {
        RegisteredObject object = object(ObjectKind.DOCUMENT_ENTRY, row, recurring);
        return new RegisteredEntry(
                object,
                new Resource(
                        object.patientId(),
                        row.getString(5),
                        recurring.code(row.getString(6)),
                        recurring.code(row.getString(7)),
                        recurring.codes(row, 8)));
    }

    private static RegisteredAssociation association(ResultSet row, Recurring recurring) throws SQLException {
        return new RegisteredAssociation(
                object(ObjectKind.ASSOCIATION, row, recurring),
                AssociationType.valueOf(row.getString("association_type")),
                EntryUuid.of(row.getObject("source_object", UUID.class)),
                EntryUuid.of(row.getObject("target_object", UUID.class)));
    }
}
