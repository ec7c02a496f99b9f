package dev.xdsi.imaging.pacs;

import dev.xdsi.model.Oid;

/**
 * A study that the PACS has.
 *
 * @param patientId (0010,0020) of the patient whose it is, as the PACS writes it
 */
public record FoundStudy(Oid study, String patientId) {}
