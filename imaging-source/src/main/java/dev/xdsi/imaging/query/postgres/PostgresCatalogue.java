package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.query.Catalogue;
import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.QueryLevel;
import dev.xdsi.imaging.query.UnicodeDataSet;
import dev.xdsi.model.Oid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The catalogue, page by page with a transaction each: a slow reader holds no connection while it reads. */
public final class PostgresCatalogue implements Catalogue {
    private static final String PATIENT_ORDER = "s.patient_id, s.issuer_of_patient_id, s.study_uid";

    private final Database database;
    private final UnaryOperator<String> issuers;

    /** @param issuers who is meant by an issuer of Patient IDs as data sets say him, which is also that nothing is said */
    public PostgresCatalogue(Database database, UnaryOperator<String> issuers) {
        this.database = database;
        this.issuers = issuers;
    }

    /** How a level is read. Instances bring their metadata along, so there are fewer of them at a time. */
    private enum Reading {
        STUDIES(
                "'' as series_uid, 0::bigint as number",
                "study s",
                PATIENT_ORDER,
                "?, ?, ?",
                200,
                "exists (select 1 from series x where x.study_uid = s.study_uid and x.instances > 0)"),
        SERIES(
                "e.series_uid, 0::bigint as number, e.attributes, e.instances",
                "study s join series e using (study_uid)",
                PATIENT_ORDER + ", e.series_uid",
                "?, ?, ?, ?",
                200,
                "e.instances > 0"),
        INSTANCES(
                "e.series_uid, i.number, e.attributes, e.instances, i.metadata, v.json",
                "study s join series e using (study_uid) join shown_instance i using (study_uid, series_uid)"
                        + " left join metadata_vocabulary v using (study_uid, series_uid)",
                PATIENT_ORDER + ", e.series_uid, i.number",
                "?, ?, ?, ?, ?",
                50,
                "e.instances > 0");

        private final String columns;
        private final String tables;
        private final String order;
        private final String position;
        private final int page;
        private final String shown;

        Reading(String columns, String tables, String order, String position, int page, String shown) {
            this.columns = columns;
            this.tables = tables;
            this.order = order;
            this.position = position;
            this.page = page;
            this.shown = shown;
        }

        static Reading of(QueryLevel level) {
            return switch (level) {
                case PATIENT, STUDY -> STUDIES;
                case SERIES -> SERIES;
                case IMAGE -> INSTANCES;
            };
        }

        Object[] values(Position at) {
            return switch (this) {
                case STUDIES -> new Object[] {at.patientId(), at.issuer(), at.study()};
                case SERIES -> new Object[] {at.patientId(), at.issuer(), at.study(), at.series()};
                case INSTANCES -> new Object[] {at.patientId(), at.issuer(), at.study(), at.series(), at.number()};
            };
        }
    }

    @Override
    public Page page(InstanceQuery query, @Nullable Position after) {
        Reading reading = Reading.of(query.level());
        SqlFilter filter = SqlFilter.of(query.conditions());
        filter.clause(reading.shown);
        if (after != null) {
            filter.clause("(" + reading.order + ") > (" + reading.position + ")", reading.values(after));
        }
        return database.inTransaction(connection -> {
            List<Found> found = rows(connection, reading, filter);
            Map<String, Attributes> studies = studies(
                    connection,
                    found.stream().map(row -> row.position.study()).distinct().toList());
            List<Entry> rows = found.stream()
                    .<Entry>map(row -> new CataloguedEntry(row, studies, issuers))
                    .toList();
            return new Page(
                    rows, rows.size() < reading.page ? null : rows.getLast().position());
        });
    }

    /** One row as it was read, with what it says below its study. */
    private record Found(Position position, Supplier<DescribedLevels> own) {}

    private record CataloguedEntry(Found found, Map<String, Attributes> studies, UnaryOperator<String> issuers)
            implements Entry {
        @Override
        public Oid study() {
            return new Oid(found.position.study());
        }

        @Override
        public Position position() {
            return found.position;
        }

        @Override
        public Patient patient() {
            return new Patient(found.position.patientId(), issuers.apply(found.position.issuer()));
        }

        @Override
        public Description description() {
            return found.own.get().of(Objects.requireNonNull(studies.get(found.position.study())));
        }
    }

    private static List<Found> rows(Connection connection, Reading reading, SqlFilter filter) throws SQLException {
        String sql = "select " + PATIENT_ORDER + ", " + reading.columns + " from " + reading.tables + filter.where()
                + " order by " + reading.order + " limit " + reading.page;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            filter.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(found(rows, reading));
                }
                return found;
            }
        }
    }

    private static Found found(ResultSet row, Reading reading) throws SQLException {
        Position position = new Position(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString("series_uid"),
                row.getLong("number"));
        if (reading == Reading.STUDIES) {
            return new Found(position, DescribedLevels::new);
        }
        String series = row.getString("attributes");
        long instances = row.getLong("instances");
        InstanceMetadata metadata =
                reading == Reading.INSTANCES ? StoredMetadata.of(row.getBytes("metadata"), row.getBytes("json")) : null;
        return new Found(position, () -> {
            DescribedLevels own = new DescribedLevels();
            if (metadata != null) {
                own.addInstance(StoredMetadata.read(metadata));
            }
            own.add(CatalogueEntries.parsed(series)
                    .setString(Tag.SeriesInstanceUID, position.series())
                    .setInt(Tag.NumberOfSeriesRelatedInstances, instances));
            return own;
        });
    }

    private static Map<String, Attributes> studies(Connection connection, List<String> uids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select s.study_uid, s.attributes, count(e.series_uid), coalesce(sum(e.instances), 0),
                   array_agg(distinct e.modality) filter (where e.modality <> ''),
                   (select array_agg(distinct c) from series x, unnest(x.sop_classes) c where x.study_uid = s.study_uid)
              from study s left join series e on e.study_uid = s.study_uid and e.instances > 0
             where s.study_uid = any (?) group by s.study_uid\
            """)) {
            statement.setArray(1, connection.createArrayOf("text", uids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Attributes> studies = new HashMap<>();
                while (rows.next()) {
                    studies.put(rows.getString(1), study(rows));
                }
                return studies;
            }
        }
    }

    private static Attributes study(ResultSet row) throws SQLException {
        Attributes study = UnicodeDataSet.empty();
        UnicodeDataSet.add(study, CatalogueEntries.parsed(row.getString(2)));
        return study.setString(Tag.StudyInstanceUID, row.getString(1))
                .setInt(Tag.NumberOfStudyRelatedSeries, row.getLong(3))
                .setInt(Tag.NumberOfStudyRelatedInstances, row.getLong(4))
                .setString(Tag.ModalitiesInStudy, ascii(texts(row, 5)))
                .setString(Tag.SOPClassesInStudy, texts(row, 6));
    }

    private static String[] texts(ResultSet row, int column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    /** A modality is ASCII, and where one came with other bytes, it says so. */
    private static String[] ascii(String[] texts) {
        return Arrays.stream(texts).map(text -> text.replace('\uFFFD', '?')).toArray(String[]::new);
    }
}
