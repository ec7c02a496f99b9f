package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects under names that are given once. Safe for use by many at once; every wait has an end. That it cannot be reached is a
 * {@link java.net.ConnectException}.
 */
public interface ObjectStore {
    /** Takes a file as it is, or throws. The store has made sure that it has what was sent. */
    void put(String name, Path file) throws IOException;

    /** @throws NoSuchFileException where there is none of that name */
    InputStream open(String name) throws IOException;

    /** @throws NoSuchFileException where there is none of that name */
    long length(String name) throws IOException;

    /** Removes the object, and what there is of one that was not put there to its end. */
    void delete(String name) throws IOException;

    /** The names of those that begin with these two digits. */
    List<String> names(String digits) throws IOException;

    /** Of which archive these objects are; empty where nobody has said it. */
    Optional<UUID> archive() throws IOException;

    /** Says of which archive these objects are, unless that was said before. */
    void belongTo(UUID archive) throws IOException;

    /** Whether it can be used now. */
    void check() throws IOException;

    /** As it is told to an operator. */
    @Override
    String toString();
}
