package dev.xdsi.transaction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/** The bytes of a document or of a SOP instance as a Part 10 file, to be streamed. */
public interface DocumentContent {
    /** The length in bytes where it is known beforehand, else -1. */
    long length();

    /** Opens the bytes; the caller closes the stream. Content that arrives from a socket opens only once. */
    InputStream open() throws IOException;

    /** Opens the same bytes for who has a buffer for them; the caller closes the channel. */
    default ReadableByteChannel channel() throws IOException {
        return new InputChannel(open());
    }

    /**
     * Takes bytes in that are still with their sender, for a reader who will come later; to be called by a thread that may wait. Bytes
     * that are here already stay where they are.
     */
    default void takeAhead() throws IOException {}

    /**
     * The beginning of the bytes for who must look into them before they are passed on; they stay for who opens them. Empty where that
     * cannot be had, or not without taking in more of what comes before them than may be.
     *
     * @param bytes how many there are at least, unless the whole has fewer
     * @param farthest how much of the message that brings them may have been taken in before their turn comes
     */
    default Optional<InputStream> lookAhead(int bytes, long farthest) throws IOException {
        return Optional.empty();
    }
}
