package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everywhere instances are. New ones come to one place; those of before stay where they are, whatever is configured since.
 *
 * @param objects null where there is no object store
 * @param borrowed null where there is no PACS
 */
record InstanceHomes(
        InstanceHome ofNew,
        InstanceFolders folders,
        @Nullable InstanceObjects objects,
        @Nullable BorrowedInstances borrowed) {

    static InstanceHomes of(
            ArchiveFolder folder,
            InstanceIndex index,
            @Nullable BorrowedInstances borrowed,
            BorrowedInstances.Surroundings surroundings)
            throws IOException {
        InstanceFolders folders = new InstanceFolders(folder.path());
        ArchiveObjects kept = folder.objects();
        if (kept == null) {
            return new InstanceHomes(folders, folders, null, borrowed);
        }
        InstanceObjects objects = new InstanceObjects(
                kept.store(),
                new BorrowedInstances.Cache(folder.path().resolve("cache"), kept.cacheBytes(), folder.reserve()),
                index,
                surroundings);
        return new InstanceHomes(kept.forNew() ? objects : folders, folders, objects, borrowed);
    }

    /** Those of our own. */
    List<InstanceHome> all() {
        return objects == null ? List.of(folders) : List.of(folders, objects);
    }

    /** Where an instance of our own is. */
    InstanceHome of(StoredInstance instance) {
        return switch (instance.file().origin()) {
            case OWN -> folders;
            case STORE -> there(objects, "an object store");
            case PACS -> throw new IllegalArgumentException("a PACS has it");
        };
    }

    /** Who gives the file of an instance. */
    InstanceKeeper keeper(StoredInstance instance) {
        return instance.file().origin() == Origin.PACS ? there(borrowed, "a PACS") : of(instance);
    }

    private static <T> T there(@Nullable T keeper, String name) {
        if (keeper == null) {
            throw new InstanceUnavailable(Kind.AWAY, "The images are in " + name + " that is not configured any more.");
        }
        return keeper;
    }

    /** The names of what there is in one of the folders, wherever. */
    List<String> names(int folder) throws IOException {
        List<String> names = folders.names(folder);
        return objects == null
                ? names
                : Stream.concat(names.stream(), objects.names(folder).stream())
                        .distinct()
                        .toList();
    }

    void removeEverywhere(String name) throws IOException {
        for (InstanceHome home : all()) {
            home.remove(name);
        }
    }
}
