package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who issues the ids that data sets carry.
 *
 * @param affinityDomain in which a Patient ID counts as it is, where nobody linked the study; absent, every study needs a link
 * @param department the issuer of a Patient ID whose data set names none
 * @param accessionNumbers the issuer of an accession number whose data set names none
 */
public record PatientDomains(@Nullable Oid affinityDomain, Oid department, Oid accessionNumbers) {

    /** The patient of the affinity domain, when the study was not linked to one; empty when the Patient ID cannot serve. */
    public Optional<PatientId> patientId(Attributes dataSet) {
        return patientId(dataSet.string(Tag.PatientID, ""));
    }

    /** The patient of the affinity domain with that Patient ID (0010,0020); empty when it cannot serve. */
    public Optional<PatientId> patientId(String patientID) {
        return affinityDomain == null ? Optional.empty() : patientId(patientID, affinityDomain);
    }

    /** The patient as the department knows it: sourcePatientId (ITI TF-3: 4.2.3.2.22). */
    Optional<PatientId> sourcePatientId(Attributes dataSet) {
        return patientId(dataSet.string(Tag.PatientID, ""), issuer(dataSet).orElse(department));
    }

    private static Optional<PatientId> patientId(String patientID, Oid authority) {
        return PatientId.parse(patientID.strip() + "^^^&" + authority + "&ISO");
    }

    /** Issuer of Patient ID Qualifiers (0010,0024), else Issuer of Patient ID (0010,0021), where that is an OID. */
    private static Optional<Oid> issuer(Attributes dataSet) {
        return dataSet.item(Tag.IssuerOfPatientIDQualifiersSequence)
                .filter(item -> item.string(Tag.UniversalEntityIDType, "").equals("ISO"))
                .flatMap(item -> item.string(Tag.UniversalEntityID))
                .filter(Oid::isValid)
                .or(() -> dataSet.string(Tag.IssuerOfPatientID).filter(Oid::isValid))
                .map(Oid::new);
    }

    /** Issuer of Accession Number (0008,0051), where that is an OID. */
    Oid accessionNumberIssuer(Attributes dataSet) {
        return dataSet.item(Tag.IssuerOfAccessionNumberSequence)
                .filter(item -> item.string(Tag.UniversalEntityIDType, "").equals("ISO"))
                .flatMap(item -> item.string(Tag.UniversalEntityID))
                .filter(Oid::isValid)
                .map(Oid::new)
                .orElse(accessionNumbers);
    }
}
