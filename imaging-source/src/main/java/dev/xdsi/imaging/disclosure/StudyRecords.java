package dev.xdsi.imaging.disclosure;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Oid;
import java.util.Optional;

/** What is on record of the publication of a study: images are as secret as the manifest that lists them. */
public interface StudyRecords {
    /** Where a study stands, as far as its secrecy goes. */
    sealed interface StudyRecord {
        /** Its manifest is registered; what the registry says of it counts. */
        record Published(Oid manifest) implements StudyRecord {}

        /** Not yet, but it is known as what it will be registered. */
        record Foreseen(Resource manifest) implements StudyRecord {}

        /**
         * Its manifest is registered, and more has come since, which the policy may take for more secret: as secret as both.
         *
         * @param next as it will be registered the next time
         */
        record Grown(Published registered, Resource next) implements StudyRecord {}

        /**
         * Somebody said whose it is, and its images name another patient whom the affinity domain knows too: as secret as for both.
         *
         * @param linked as it is, or will be, registered
         * @param images as it would be without the link
         */
        record Linked(StudyRecord linked, Resource images) implements StudyRecord {}
    }

    /** Empty when there is no such study, or nobody knows whose it is. */
    Optional<StudyRecord> of(Oid study);
}
