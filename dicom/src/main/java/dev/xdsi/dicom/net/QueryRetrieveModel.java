package dev.xdsi.dicom.net;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.net.dimse.DimseException;

/**
 * By which information model a peer lets itself be asked, PS3.4 C.6, as it was agreed on.
 *
 * @param relational whether keys of the levels above may be left out: relational queries, or relational retrieval, PS3.4 C.5.1.1 to C.5.3.1
 */
public record QueryRetrieveModel(QueryRetrieveSopClass sopClass, boolean relational) {
    /** Whether a question below the patient has to name him: the unique key of each level above, PS3.4 C.4.1.2.2.1. */
    public boolean needsPatient() {
        return sopClass.isPatientRoot() && !relational;
    }

    /**
     * Keys of a study, a series or images, with the unique key above them that this model has, and which is none in Study Root.
     *
     * @param patientId (0010,0020); empty where it is not known, or the patient has none
     * @throws DimseException where the model does without it in no case
     */
    public Attributes of(String patientId, Attributes keys) throws DimseException {
        if (sopClass.isPatientRoot() && !patientId.isEmpty()) {
            return keys.setString(Tag.PatientID, patientId);
        }
        if (needsPatient()) {
            throw new DimseException("Patient Root is all that is offered, without relational queries and retrieval: "
                    + "there the Patient ID is needed, which is not known");
        }
        return keys;
    }
}
