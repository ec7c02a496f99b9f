package dev.xdsi.imaging.archive;

/** Whose study it is: Patient ID (0010,0020) and Issuer of Patient ID (0010,0021), empty where nothing was said. */
public record PatientKey(String patientId, String issuer) {
    /** The same id, and no two different issuers: devices of one department often leave the issuer out. */
    public boolean agreesWith(PatientKey other) {
        return patientId.equals(other.patientId)
                && (issuer.isEmpty() || other.issuer.isEmpty() || issuer.equals(other.issuer));
    }
}
