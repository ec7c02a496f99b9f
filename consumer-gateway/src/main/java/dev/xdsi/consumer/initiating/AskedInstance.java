package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.retrieval.InstanceUIDs;
import dev.xdsi.dicom.DicomException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * An instance that was asked for.
 *
 * @param places where the request says that it is
 */
record AskedInstance(String sopInstanceUID, Set<Place> places) {
    AskedInstance {
        places = Set.copyOf(places);
    }

    /** A study and one of its series; a request that names no series asks for any. */
    record Place(String studyInstanceUID, String seriesInstanceUID) {
        private boolean isOf(InstanceUIDs came) {
            return studyInstanceUID.equals(came.studyInstanceUID())
                    && (seriesInstanceUID.isEmpty() || seriesInstanceUID.equals(came.seriesInstanceUID()));
        }
    }

    /** What came for it. */
    sealed interface Verdict {}

    record Right() implements Verdict {}

    /** It may not be passed on. */
    record Wrong(String reason) implements Verdict {}

    /** It is still on its way. */
    record Unseen() implements Verdict {}

    /** Judges a Part 10 file by its beginning; an {@link IOException} says that this could not be read, whatever it is. */
    Verdict judge(InputStream part10) throws IOException {
        InstanceUIDs came;
        try {
            came = InstanceUIDs.read(part10);
        } catch (DicomException unreadable) {
            return new Wrong("it does not tell which instance it is: " + unreadable.getMessage());
        }
        if (!sopInstanceUID.equals(came.sopInstanceUID())) {
            return new Wrong("it has another SOP Instance UID");
        }
        return places.stream().anyMatch(place -> place.isOf(came))
                ? new Right()
                : new Wrong("it is of another study or series than it was asked for in");
    }
}
