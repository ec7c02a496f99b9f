package dev.xdsi.imaging.report;

import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.archive.StoredInstance;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a report is as a document (RAD TF-2: 4.68.4.1.2.1), and the SOP classes that bring such a one. */
public enum ReportKind {
    /** PDF Report; Encapsulated PDF Storage. */
    PDF("application/pdf", UID.EncapsulatedPDFStorage),
    /** A CDA document as somebody wrote it; Encapsulated CDA Storage. */
    CDA("text/xml", UID.EncapsulatedCDAStorage),
    /** A Structured Report as the Part 10 file that it is: those that people write, none of those that devices measure. */
    SR(
            "application/dicom",
            UID.BasicTextSRStorage,
            UID.EnhancedSRStorage,
            UID.ComprehensiveSRStorage,
            UID.Comprehensive3DSRStorage,
            UID.ExtensibleSRStorage),
    /** CDA Wrapped Text Report, of plain text that was given. */
    TEXT("text/xml");

    private final String mimeType;
    private final Set<String> sopClasses;

    ReportKind(String mimeType, String... sopClasses) {
        this.mimeType = mimeType;
        this.sopClasses = Set.of(sopClasses);
    }

    /** DocumentEntry.mimeType. */
    public String mimeType() {
        return mimeType;
    }

    /** As configurations write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an instance is, if it is a report. */
    public static Optional<ReportKind> of(StoredInstance instance) {
        String sopClass = instance.sopClassUID().value();
        return Arrays.stream(values())
                .filter(kind -> kind.sopClasses.contains(sopClass))
                .findFirst();
    }
}
