package dev.xdsi.imaging.query.postgres;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.DateTimes;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import dev.xdsi.imaging.query.AttributeLevels;
import dev.xdsi.imaging.query.NamePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters a series, and what it says of its study, into the catalogue by the first instance of it. The first one that says something of a
 * study counts; later ones add what was not said yet, but nothing to a moment ({@link StudyMoment}) that another said.
 */
public final class CatalogueEntries {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueEntries.class);
    private static final int BATCH = 100;

    private final Connection connection;

    public CatalogueEntries(Connection connection) {
        this.connection = connection;
    }

    /** @param first the metadata of an instance of that series, as they are kept */
    public void enter(String studyUid, String seriesUid, InstanceMetadata first) throws SQLException {
        Attributes dataSet = read(seriesUid, first);
        try (PreparedStatement statement = connection.prepareStatement(
                "update series set attributes = ? where study_uid = ? and series_uid = ?")) {
            statement.setString(1, DicomJson.toString(ofSeries(dataSet)));
            statement.setString(2, studyUid);
            statement.setString(3, seriesUid);
            statement.executeUpdate();
        }
        Attributes study = AttributeLevels.ofStudy(dataSet);
        Attributes known = known(studyUid);
        StudyMoment.settle(known, study);
        known.stream()
                .filter(element -> !element.isEmpty() && element.tag() != Tag.SpecificCharacterSet)
                .forEach(study::set);
        enterStudy(studyUid, study);
    }

    /** With the offset in which its dates are meant, without a value where none was said: that of the study may be another's. */
    private static Attributes ofSeries(Attributes dataSet) {
        return AttributeLevels.ofSeries(dataSet)
                .setString(Tag.TimezoneOffsetFromUTC, dataSet.string(Tag.TimezoneOffsetFromUTC, ""));
    }

    /** What nobody can read cannot be found by what it says; that is no reason not to keep it. */
    private static Attributes read(String seriesUid, InstanceMetadata metadata) {
        try {
            return StoredMetadata.read(metadata);
        } catch (UncheckedIOException unreadable) {
            LOG.error("series {} is catalogued by its UIDs alone", seriesUid, unreadable);
            return new Attributes();
        }
    }

    private Attributes known(String studyUid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select attributes from study where study_uid = ?")) {
            statement.setString(1, studyUid);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? parsed(rows.getString(1)) : new Attributes();
            }
        }
    }

    static Attributes parsed(@Nullable String json) {
        try {
            return json == null ? new Attributes() : DicomJson.parse(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("a data set of the catalogue cannot be read", broken);
        }
    }

    private void enterStudy(String studyUid, Attributes study) throws SQLException {
        PersonName name = study.personName(Tag.PatientName).orElse(PersonName.of("", ""));
        try (PreparedStatement statement = connection.prepareStatement("""
            update study set attributes = ?, name_alphabetic = ?, name_ideographic = ?, name_phonetic = ?, study_date = ?,
                             accession_number = ?
             where study_uid = ?\
            """)) {
            statement.setString(1, DicomJson.toString(study));
            statement.setString(2, NamePattern.folded(name.alphabetic()));
            statement.setString(3, NamePattern.folded(name.ideographic()));
            statement.setString(4, NamePattern.folded(name.phonetic()));
            statement.setString(
                    5,
                    DateTimes.date(study, Tag.StudyDate).map(DateTimes::format).orElse(null));
            statement.setString(6, study.string(Tag.AccessionNumber, "").strip());
            statement.setString(7, studyUid);
            statement.executeUpdate();
        }
    }

    /** Enters series that came before there was a catalogue, some at a time; returns how many. */
    public static int enterMissing(Database database) {
        int entered = 0;
        int batch = database.inTransaction(connection -> new CatalogueEntries(connection).enterBatch());
        while (batch > 0) {
            entered += batch;
            batch = database.inTransaction(connection -> new CatalogueEntries(connection).enterBatch());
        }
        return entered;
    }

    private int enterBatch() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
            select e.study_uid, e.series_uid, f.metadata, v.json
              from series e
              left join metadata_vocabulary v using (study_uid, series_uid)
              join lateral (select metadata from shown_instance i
                             where i.study_uid = e.study_uid and i.series_uid = e.series_uid order by number limit 1) f on true
             where e.attributes is null and e.instances > 0 order by e.study_uid, e.series_uid limit ?\
            """)) {
            statement.setInt(1, BATCH);
            return enterAll(statement);
        }
    }

    /** Forgets what the series of the study and the study said, and enters what is said by the first instances that are shown. */
    public void enterAnew(String studyUid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update study set attributes = null where study_uid = ?")) {
            statement.setString(1, studyUid);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
            select f.study_uid, f.series_uid, f.metadata, v.json
              from (select distinct on (series_uid) study_uid, series_uid, number, metadata
                      from shown_instance where study_uid = ? order by series_uid, number) f
              left join metadata_vocabulary v using (study_uid, series_uid) order by f.number\
            """)) {
            statement.setString(1, studyUid);
            enterAll(statement);
        }
    }

    private int enterAll(PreparedStatement found) throws SQLException {
        List<Missing> all = new ArrayList<>();
        try (ResultSet rows = found.executeQuery()) {
            while (rows.next()) {
                all.add(new Missing(
                        rows.getString(1), rows.getString(2), StoredMetadata.of(rows.getBytes(3), rows.getBytes(4))));
            }
        }
        for (Missing series : all) {
            enter(series.study(), series.series(), series.first());
        }
        return all.size();
    }

    private record Missing(String study, String series, InstanceMetadata first) {}
}
