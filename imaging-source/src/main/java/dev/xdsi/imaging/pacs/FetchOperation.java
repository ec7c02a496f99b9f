package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.QueryRetrieveModel;
import dev.xdsi.dicom.net.QueryRetrieveOperation;
import dev.xdsi.dicom.net.dimse.DimseException;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.time.Duration;

/** C-GET and C-MOVE of some instances of one series (PS3.4 C.4.2.1.4.1: a list of UIDs at the lowest level). */
final class FetchOperation {
    /** More is fetched by several operations. */
    static final int MOST_INSTANCES = 500;

    private static final Duration WITHIN = Duration.ofHours(2);

    private FetchOperation() {}

    /** @throws DimseException where the patient has no ID, and the model wants one */
    static QueryRetrieveOperation of(QueryRetrieveModel model, WantedInstances wanted) throws DimseException {
        Attributes keys = new Attributes()
                .setString(Tag.QueryRetrieveLevel, "IMAGE")
                .setString(Tag.StudyInstanceUID, wanted.study().value())
                .setString(Tag.SeriesInstanceUID, wanted.series().value())
                .setString(
                        Tag.SOPInstanceUID,
                        wanted.sopInstances().stream().map(Oid::value).toArray(String[]::new));
        return new QueryRetrieveOperation(
                model.sopClass(),
                model.of(wanted.patientId(), keys),
                wanted.sopClasses().size(),
                WITHIN);
    }
}
