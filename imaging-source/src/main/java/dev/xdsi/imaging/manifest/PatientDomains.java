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
 * @param names of issuers of Patient IDs
 */
public record PatientDomains(@Nullable Oid affinityDomain, Oid department, Oid accessionNumbers, IssuerNames names) {
    /** Where no issuer is known by a name. */
    public PatientDomains(@Nullable Oid affinityDomain, Oid department, Oid accessionNumbers) {
        this(affinityDomain, department, accessionNumbers, IssuerNames.NONE);
    }

    /**
     * The patient of the affinity domain, when the study was not linked to one; empty when the Patient ID cannot serve, or says that somebody
     * else has issued it, whose numbers are other people's here.
     */
    public Optional<PatientId> patientId(PatientKey patient) {
        Oid domain = affinityDomain;
        return domain == null
                ? Optional.empty()
                : issuer(patient)
                        .filter(List.of(domain, department)::contains)
                        .flatMap(ours -> patientId(patient.patientId(), domain));
    }

    /** Whether it says who issued the id, and nobody here knows who that is. */
    public boolean isOfAStranger(PatientKey patient) {
        return issuer(patient).isEmpty();
    }

    /** The patient as the department knows it: sourcePatientId (ITI TF-3: 4.2.3.2.22); empty too where a stranger has issued the id. */
    public Optional<PatientId> sourcePatientId(PatientKey patient) {
        return issuer(patient).flatMap(issuer -> patientId(patient.patientId(), issuer));
    }

    /** The same. */
    public Optional<PatientId> sourcePatientId(Attributes dataSet) {
        return sourcePatientId(PatientKey.of(dataSet));
    }

    /** Under which ids of others the data set knows the patient too: Other Patient IDs Sequence (0010,1002), where it names their issuers. */
    public List<PatientId> otherPatientIds(Attributes dataSet) {
        return dataSet.items(Tag.OtherPatientIDsSequence).stream()
                .flatMap(other -> issuedPatientId(other).stream())
                .toList();
    }

    /** The Patient ID of a data set or of an item of Other Patient IDs Sequence, where it names an issuer who is known. */
    Optional<PatientId> issuedPatientId(Attributes item) {
        return Optional.of(PatientKey.of(item))
                .filter(patient -> !patient.issuer().isEmpty())
                .flatMap(this::sourcePatientId);
    }

    private static Optional<PatientId> patientId(String patientID, Oid authority) {
        return PatientId.parse(patientID.strip() + "^^^&" + authority + "&ISO");
    }

    /** The OID of an issuer of Patient IDs who is said so, and of nothing said the department's; a name that nobody knows as it is. */
    public String issuerOrName(String said) {
        return issuer(said).map(Oid::value).orElse(said);
    }

    /** The department where nothing is said; empty where a name is said that nobody knows. */
    private Optional<Oid> issuer(PatientKey patient) {
        return issuer(patient.issuer());
    }

    private Optional<Oid> issuer(String said) {
        if (said.isEmpty()) {
            return Optional.of(department);
        }
        return Oid.isValid(said) ? Optional.of(new Oid(said)) : names.domain(said, department);
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
