package dev.xdsi.model;

/** What a Document Registry holds. */
public sealed interface RegistryObject permits DocumentEntry, SubmissionSet, Folder, Association {
    EntryUuid entryUUID();

    AvailabilityStatus availabilityStatus();
}
