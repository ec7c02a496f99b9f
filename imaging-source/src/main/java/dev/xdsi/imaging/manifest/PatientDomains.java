package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who issues the ids that data sets carry.
 *
 * @param affinityDomain in which a Patient ID counts as it is, where nobody linked the study and no other issuer is named than this or the
 *     department; absent, every study needs a link
 * @param department the issuer of a Patient ID whose data set names none
 * @param accessionNumbers the issuer of an accession number whose data set names none
 */
public record PatientDomains(@Nullable Oid affinityDomain, Oid department, Oid accessionNumbers) {

    /**
     * The patient of the affinity domain, when the study was not linked to one; empty when the Patient ID cannot serve, or says that somebody
     * else has issued it, whose numbers are other people's here.
     */
    public Optional<PatientId> patientId(Attributes dataSet) {
        return patientId(dataSet.string(Tag.PatientID, ""), issuer(dataSet));
    }

    /**
     * The same.
     *
     * @param patientID Patient ID (0010,0020)
     * @param issuer who issued it, by an OID or by a name, or nothing
     */
    public Optional<PatientId> patientId(String patientID, String issuer) {
        return patientId(patientID, oid(issuer));
    }

    private Optional<PatientId> patientId(String patientID, Optional<Oid> issuer) {
        Oid domain = affinityDomain;
        if (domain == null
                || issuer.filter(other -> !List.of(domain, department).contains(other))
                        .isPresent()) {
            return Optional.empty();
        }
        return patientId(patientID, domain);
    }

    /** The patient as the department knows it: sourcePatientId (ITI TF-3: 4.2.3.2.22). */
    public Optional<PatientId> sourcePatientId(Attributes dataSet) {
        return patientId(dataSet.string(Tag.PatientID, ""), issuer(dataSet).orElse(department));
    }

    /** Under which ids of others the data set knows the patient too: Other Patient IDs Sequence (0010,1002), where it names their issuers. */
    public List<PatientId> otherPatientIds(Attributes dataSet) {
        return dataSet.items(Tag.OtherPatientIDsSequence).stream()
                .flatMap(other -> issuedPatientId(other).stream())
                .toList();
    }

    /** The Patient ID of a data set or of an item of Other Patient IDs Sequence, where it names its issuer by an OID. */
    Optional<PatientId> issuedPatientId(Attributes item) {
        return issuer(item).flatMap(issuer -> patientId(item.string(Tag.PatientID, ""), issuer));
    }

    private static Optional<PatientId> patientId(String patientID, Oid authority) {
        return PatientId.parse(patientID.strip() + "^^^&" + authority + "&ISO");
    }

    /** Issuer of Patient ID Qualifiers (0010,0024), else Issuer of Patient ID (0010,0021), where that is an OID. */
    private static Optional<Oid> issuer(Attributes dataSet) {
        return universal(dataSet, Tag.IssuerOfPatientIDQualifiersSequence)
                .or(() -> oid(dataSet.string(Tag.IssuerOfPatientID, "")));
    }

    private static Optional<Oid> oid(String text) {
        return Optional.of(text.strip()).filter(Oid::isValid).map(Oid::new);
    }

    /** Issuer of Accession Number (0008,0051), where that is an OID. */
    Optional<Oid> accessionNumberIssuer(Attributes dataSet) {
        return universal(dataSet, Tag.IssuerOfAccessionNumberSequence);
    }

    /** Universal Entity ID (0040,0032) of an issuer's sequence, where it is an OID. */
    static Optional<Oid> universal(Attributes dataSet, int sequence) {
        return PatientKey.universal(dataSet, sequence);
    }

    /** An issuer as an item of such a sequence. */
    static Attributes issuerItem(Oid issuer) {
        return new Attributes()
                .setString(Tag.UniversalEntityID, issuer.value())
                .setString(Tag.UniversalEntityIDType, "ISO");
    }
}
