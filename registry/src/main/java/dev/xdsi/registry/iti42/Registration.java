package dev.xdsi.registry.iti42;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.store.Change;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the registry adds to objects before it keeps them: availabilityStatus Approved whatever was sent, logicalID and version
 * of a first version, and a folder's lastUpdateTime (ITI TF-2: 3.42.4.1.3.2). All else stays as it was written.
 */
record Registration(Instant now) {
    private static final String FIRST_VERSION = "1";

    /** Only for a submission in which the rules found no fault. */
    Change of(SubmissionDraft submission, Incoming incoming) {
        PatientId patientId = incoming.patientId().orElseThrow(() -> new IllegalArgumentException("no patient id"));
        List<NewObject> objects = submission.objects().stream()
                .map(this::complete)
                .map(object -> kept(object, patientId))
                .toList();
        return Change.adding(objects)
                .withStatuses(incoming.replaced().stream()
                        .collect(Collectors.toMap(Function.identity(), replaced -> AvailabilityStatus.DEPRECATED)));
    }

    private static NewObject kept(RegistryObjectDraft draft, PatientId patientId) {
        return new NewObject(DraftReader.registryObject(draft), patientId, RegistryObjectXml.write(draft));
    }

    private RegistryObjectDraft complete(RegistryObjectDraft object) {
        RegistryObjectDraft completed = object.with(header -> header.withStatus(AvailabilityStatus.APPROVED.urn())
                .withLid(header.id())
                .withVersionName(FIRST_VERSION));
        boolean folder = object.kind() == Kind.RegistryPackage && object.hasNode(Vocabulary.FOLDER_NODE);
        return folder
                ? completed.withSlot(SlotName.LAST_UPDATE_TIME, Dtm.of(now).value())
                : completed;
    }
}
