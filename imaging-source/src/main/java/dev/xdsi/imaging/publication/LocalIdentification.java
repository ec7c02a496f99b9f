package dev.xdsi.imaging.publication;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.imaging.manifest.PatientDomains;

/** The Patient IDs in images count in the affinity domain as they are. */
public record LocalIdentification(PatientDomains domains) implements PatientIdentification {
    @Override
    public Identified identify(Attributes image) {
        return domains.patientId(image).<Identified>map(Identified.As::new).orElseGet(Identified.Never::new);
    }
}
