package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Oid;
import java.util.Optional;

/** Whose study it is: Patient ID (0010,0020) and who issued it, by an OID or by a name; empty where nothing was said. */
public record PatientKey(String patientId, String issuer) {
    /**
     * The OID of Issuer of Patient ID Qualifiers Sequence (0010,0024) is the issuer, else Issuer of Patient ID (0010,0021) is, else what the
     * sequence has instead of an OID.
     */
    public static PatientKey of(Attributes dataSet) {
        return new PatientKey(
                dataSet.string(Tag.PatientID, "").strip(),
                universal(dataSet, Tag.IssuerOfPatientIDQualifiersSequence)
                        .map(Oid::value)
                        .orElseGet(() -> name(dataSet)));
    }

    private static String name(Attributes dataSet) {
        String name = dataSet.string(Tag.IssuerOfPatientID, "").strip();
        return name.isEmpty()
                ? dataSet.item(Tag.IssuerOfPatientIDQualifiersSequence)
                        .flatMap(item -> item.string(Tag.UniversalEntityID))
                        .orElse("")
                        .strip()
                : name;
    }

    /** The same patient as far as both say who it is: whoever names no issuer leaves that to the other. */
    public PatientKey with(PatientKey other) {
        return issuer.isEmpty() ? new PatientKey(patientId, other.issuer) : this;
    }

    /** Universal Entity ID (0040,0032) of an issuer's sequence, where it is an OID. */
    public static Optional<Oid> universal(Attributes dataSet, int sequence) {
        return dataSet.item(sequence)
                .filter(item ->
                        item.string(Tag.UniversalEntityIDType, "").strip().equals("ISO"))
                .flatMap(item -> item.string(Tag.UniversalEntityID))
                .map(String::strip)
                .filter(Oid::isValid)
                .map(Oid::new);
    }

    /**
     * The same id, and no two different issuers: devices of one department often leave the issuer out, and some name it where others give
     * its OID.
     */
    public boolean agreesWith(PatientKey other) {
        return patientId.equals(other.patientId)
                && (issuer.isEmpty()
                        || other.issuer.isEmpty()
                        || issuer.equals(other.issuer)
                        || Oid.isValid(issuer) != Oid.isValid(other.issuer));
    }
}
