package dev.xdsi.repository.store;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** The note in a {@link ContentStore} that says which {@link DocumentIndex} its contents belong to. */
public interface IndexMark {
    /** The id of the index; empty where nobody has noted one. */
    Optional<UUID> read() throws IOException;

    /** Notes an id for good, unless one is noted; whichever of several comes first counts. */
    void writeUnlessThere(UUID index) throws IOException;

    /** Where the note is, for who has to change it. */
    String place();

    /** The id that was noted as its digits. */
    static UUID parse(String noted, String place) throws IOException {
        try {
            return UUID.fromString(noted.strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("no id of an index is in " + place + ", but \"" + noted.strip() + "\"", e);
        }
    }
}
