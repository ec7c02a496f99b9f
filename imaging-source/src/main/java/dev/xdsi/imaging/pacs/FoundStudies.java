package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.QueryRetrieveSopClass;
import java.util.List;

/**
 * Studies that the PACS has.
 *
 * @param asked the SOP class by which it was asked: of the Study Root or of the Patient Root model
 */
public record FoundStudies(QueryRetrieveSopClass asked, List<FoundStudy> studies) {
    public FoundStudies {
        studies = List.copyOf(studies);
    }
}
