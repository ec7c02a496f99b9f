package dev.xdsi.registry.merges;

import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Folder;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.util.Set;

/** The patientId that an object says, and another in its place; what its source said of the patient stays (ITI TF-2: 3.18.4.1.3). */
final class WrittenPatientId {
    private static final Set<String> PATIENT_IDS =
            Set.of(Identifier.DE_PATIENT_ID, Identifier.SS_PATIENT_ID, Identifier.FOLDER_PATIENT_ID);

    private WrittenPatientId() {}

    static String replaced(String written, PatientId patientId) {
        RegistryObjectDraft object = RegistryObjectXml.read(written);
        return RegistryObjectXml.write(new RegistryObjectDraft(
                object.kind(),
                object.header(),
                object.name(),
                object.description(),
                object.slots(),
                object.classifications(),
                object.externalIdentifiers().stream()
                        .map(identifier -> replaced(identifier, patientId))
                        .toList(),
                object.link()));
    }

    private static ExternalIdentifierDraft replaced(ExternalIdentifierDraft identifier, PatientId patientId) {
        String scheme = identifier.identificationScheme();
        return scheme == null || !PATIENT_IDS.contains(scheme)
                ? identifier
                : new ExternalIdentifierDraft(
                        identifier.id(), scheme, identifier.registryObject(), patientId.cx(), identifier.name());
    }

    static RegistryObject replaced(RegistryObject object, PatientId patientId) {
        return switch (object) {
            case DocumentEntry entry -> entry.toBuilder().patientId(patientId).build();
            case SubmissionSet set -> set.toBuilder().patientId(patientId).build();
            case Folder folder -> folder.toBuilder().patientId(patientId).build();
            case Association link -> link;
        };
    }
}
