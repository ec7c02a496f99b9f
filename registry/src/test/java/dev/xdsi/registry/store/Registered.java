package dev.xdsi.registry.store;

import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.ebrim.RegistryObjectXml;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts objects into a store without the ITI-42 around it. */
public final class Registered {
    private Registered() {}

    public static List<XdsError> in(RegistryStore store, RegistryObject... objects) {
        return change(store, adding(objects));
    }

    /** Whatever the store holds. */
    public static List<XdsError> change(RegistryStore store, Change change) {
        return store.change(scope(change), registered -> new Verdict.Accepted(change, List.of()));
    }

    public static Change adding(RegistryObject... objects) {
        return Change.adding(Stream.of(objects).map(Registered::as).toList());
    }

    /** With a text that tells the object and no more; Associations are Mary's. */
    public static NewObject as(RegistryObject object) {
        return new NewObject(
                object, patient(object), "written " + object.entryUUID().value());
    }

    /** As a registry keeps it. */
    public static NewObject asXml(RegistryObject object) {
        return new NewObject(object, patient(object), RegistryObjectXml.write(DraftWriter.draft(object)));
    }

    private static PatientId patient(RegistryObject object) {
        return switch (object) {
            case DocumentEntry entry -> entry.patientId();
            case SubmissionSet set -> set.patientId();
            case Folder folder -> folder.patientId();
            case Association link -> Submissions.MARY;
        };
    }

    public static Scope scope(Change change) {
        return new Scope(
                change.added().stream().map(NewObject::patientId).collect(Collectors.toSet()),
                new Identifiers(
                        change.entryUUIDs(),
                        change.added().stream()
                                .flatMap(added -> added.uniqueId().stream())
                                .collect(Collectors.toSet())));
    }

    public static Identifiers identifiers(RegistryObject... objects) {
        Set<EntryUuid> entryUUIDs =
                Stream.of(objects).map(RegistryObject::entryUUID).collect(Collectors.toSet());
        return new Identifiers(entryUUIDs, scope(adding(objects)).identifiers().uniqueIds());
    }
}
