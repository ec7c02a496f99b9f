package dev.xdsi.registry.submission;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.RegisteredObject;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.time.Instant;

/**
 * What the registry adds to objects before it keeps them: availabilityStatus Approved whatever was sent, logicalID and version, and
 * a Folder's lastUpdateTime (ITI TF-2: 3.42.4.1.3.2). All else stays as it was written.
 */
public final class Kept {
    private static final int FIRST = 1;

    private Kept() {}

    /** The first version of an object. */
    public static NewObject first(RegistryObjectDraft draft, PatientId patientId, Instant now) {
        return version(draft, patientId, FIRST, now);
    }

    /** A later version of an object that says itself which one it is of. */
    public static NewObject version(RegistryObjectDraft draft, PatientId patientId, int version, Instant now) {
        RegistryObjectDraft approved = draft.with(header -> header.withStatus(AvailabilityStatus.APPROVED.urn())
                .withLid(version == FIRST ? header.id() : header.lid())
                .withVersionName(Integer.toString(version)));
        return kept(isFolder(draft) ? updated(approved, now) : approved, patientId);
    }

    /** An Association of the registry's own. */
    static NewObject association(Association association, PatientId patientId) {
        EntryUuid entryUUID = association.entryUUID();
        return kept(
                DraftWriter.draft(association.toBuilder()
                        .logicalID(entryUUID)
                        .version(FIRST)
                        .build()),
                patientId);
    }

    /** A registered Folder, whose content has changed now and whose status has not, whatever it was when its text was written. */
    public static NewObject touched(RegisteredObject folder, Instant now) {
        RegistryObjectDraft asItIs = RegistryObjectXml.read(folder.text())
                .with(header -> header.withStatus(folder.availabilityStatus().urn()));
        return kept(updated(asItIs, now), folder.patientId()).under(folder.keptUnder());
    }

    public static boolean isFolder(RegistryObjectDraft draft) {
        return draft.kind() == Kind.RegistryPackage && draft.hasNode(Vocabulary.FOLDER_NODE);
    }

    private static RegistryObjectDraft updated(RegistryObjectDraft folder, Instant now) {
        return folder.withSlot(SlotName.LAST_UPDATE_TIME, Dtm.of(now).value());
    }

    private static NewObject kept(RegistryObjectDraft draft, PatientId patientId) {
        return new NewObject(DraftReader.registryObject(draft), patientId, RegistryObjectXml.write(draft));
    }
}
