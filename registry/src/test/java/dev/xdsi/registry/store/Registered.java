package dev.xdsi.registry.store;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts objects into a store without the ITI-42 around it. */
public final class Registered {
    private Registered() {}

    public static List<XdsError> in(RegistryStore store, RegistryObject... objects) {
        return store.submit(submission(objects), history -> List.of());
    }

    public static Submission submission(RegistryObject... objects) {
        return new Submission(
                Submissions.MARY,
                Stream.of(objects)
                        .map(object -> new Submission.NewObject(
                                object, "written " + object.entryUUID().value()))
                        .toList(),
                Set.of(),
                identifiers(objects));
    }

    public static Identifiers identifiers(RegistryObject... objects) {
        Set<EntryUuid> entryUUIDs =
                Stream.of(objects).map(RegistryObject::entryUUID).collect(Collectors.toSet());
        Set<String> uniqueIds = Stream.of(objects)
                .flatMap(object -> switch (object) {
                    case DocumentEntry entry -> Stream.of(entry.uniqueId());
                    case SubmissionSet set -> Stream.of(set.uniqueId().value());
                    case Folder folder -> Stream.of(folder.uniqueId().value());
                    default -> Stream.empty();
                })
                .collect(Collectors.toSet());
        return new Identifiers(entryUUIDs, uniqueIds);
    }
}
