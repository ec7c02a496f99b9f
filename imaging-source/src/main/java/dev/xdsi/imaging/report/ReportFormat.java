package dev.xdsi.imaging.report;

import dev.xdsi.model.Code;

/** DocumentEntry.formatCode of reports. */
public final class ReportFormat {
    private static final String IHE = "1.3.6.1.4.1.19376.1.2.3";
    /** UIDs of DICOM as codes. */
    private static final String DCMUID = "1.2.840.10008.2.6.1";

    /** PDF Report (RAD TF-3: 4.68.4.1.2.3). */
    public static final Code PDF = Code.of("urn:ihe:rad:PDF", IHE, "XDS-I PDF");
    /** CDA Wrapped Text Report. */
    public static final Code TEXT = Code.of("urn:ihe:rad:TEXT", IHE, "XDS-I Text");
    /** A CDA document of which no more is known than that. */
    public static final Code CDA = Code.of("urn:ihe:iti:xds:2017:mimeTypeSufficient", IHE, "mimeType Sufficient");

    private ReportFormat() {}

    /** A DICOM object goes by its SOP class, as manifests do. */
    public static Code ofSopClass(String uid, String name) {
        return Code.of(uid, DCMUID, name);
    }
}
