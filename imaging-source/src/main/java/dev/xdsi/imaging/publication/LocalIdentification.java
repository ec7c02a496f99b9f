package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.manifest.PatientDomains;

/** The Patient IDs in images count in the affinity domain as they are. */
public record LocalIdentification(PatientDomains domains) implements PatientIdentification {
    @Override
    public Identified identify(PatientKey patient) {
        return domains.patientId(patient)
                .<Identified>map(Identified.As::new)
                .orElseGet(() -> new Identified.Never(domains.isOfAStranger(patient)));
    }
}
