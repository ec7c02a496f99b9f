package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.DateTimes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.query.Condition;
import dev.xdsi.imaging.query.Wildcards;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the database can rule out before anything is read: each clause is true wherever its condition holds. Values are parameters, never
 * part of the statement.
 */
final class SqlFilter {
    private static final Map<Integer, String> COLUMNS = Map.of(
            Tag.PatientID, "s.patient_id",
            Tag.StudyInstanceUID, "s.study_uid",
            Tag.AccessionNumber, "s.accession_number",
            Tag.SeriesInstanceUID, "e.series_uid",
            Tag.Modality, "e.modality",
            Tag.SOPInstanceUID, "i.sop_instance_uid",
            Tag.SOPClassUID, "i.sop_class_uid");
    private static final String MODALITIES =
            "exists (select 1 from series m where m.study_uid = s.study_uid and m.modality = any (?))";

    private final List<String> clauses = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    static SqlFilter of(List<Condition> conditions) {
        SqlFilter filter = new SqlFilter();
        conditions.forEach(filter::add);
        return filter;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.OneOf(int tag, var values)
            when tag == Tag.ModalitiesInStudy -> clause(MODALITIES, array(values));
            case Condition.OneOf(int tag, var values)
            when COLUMNS.containsKey(tag) -> clause(COLUMNS.get(tag) + " = any (?)", array(values));
            case Condition.Like(int tag, Wildcards pattern)
            when COLUMNS.containsKey(tag) -> prefix(pattern, value -> clause(COLUMNS.get(tag) + " like ?", value));
            case Condition.Name(int tag, var pattern)
            when tag == Tag.PatientName && pattern.groups().size() == 1 ->
                prefix(
                        pattern.groups().getFirst(),
                        value -> clause(
                                "(s.name_alphabetic like ? or s.name_ideographic like ? and s.name_ideographic <> ''"
                                        + " or s.name_phonetic like ? and s.name_phonetic <> '')",
                                value,
                                value,
                                value));
            case Condition.DateRange(int tag, LocalDate from, LocalDate to)
            when tag == Tag.StudyDate -> dates(from, to);
            case Condition.DateTimeRange(int tag, int time, LocalDateTime from, LocalDateTime to)
            when tag == Tag.StudyDate ->
                dates(from == null ? null : from.toLocalDate(), to == null ? null : to.toLocalDate());
            default -> {}
        }
    }

    @FunctionalInterface
    private interface WithPrefix {
        void use(String like);
    }

    /** Carets at the end are no part of a name that has nothing after them. */
    private static void prefix(Wildcards pattern, WithPrefix clause) {
        String prefix = pattern.literalPrefix().replaceFirst("\\^+$", "");
        if (!prefix.isEmpty()) {
            clause.use(prefix.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
    }

    private void dates(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null) {
            clause("s.study_date >= ?", DateTimes.format(from));
        }
        if (to != null) {
            clause("s.study_date <= ?", DateTimes.format(to));
        }
    }

    private static Object array(Collection<String> values) {
        return values.toArray(String[]::new);
    }

    /** One more clause with its parameters. */
    void clause(String sql, Object... values) {
        clauses.add(sql);
        parameters.addAll(List.of(values));
    }

    /** {@code where …}, or nothing. */
    String where() {
        return clauses.isEmpty() ? "" : clauses.stream().collect(Collectors.joining(" and ", " where ", ""));
    }

    /** Sets the parameters; returns the number of the next one. */
    int bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (Object parameter : parameters) {
            switch (parameter) {
                case String[] texts ->
                    statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
                case Long number -> statement.setLong(index, number);
                default -> statement.setString(index, parameter.toString());
            }
            index++;
        }
        return index;
    }
}
