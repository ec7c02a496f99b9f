package dev.xdsi.soap.mtom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The connection on which the current thread's answer leaves, for who has bytes outside of the heap: those go from a file's pages to the
 * socket without a copy in between. What was written to the answer's stream before must have been flushed.
 */
@FunctionalInterface
public interface Outlet {
    /** The outlet of the answer in whose scope an attachment writes itself; unbound where bytes are better taken from the heap. */
    ScopedValue<Outlet> CURRENT = ScopedValue.newInstance();

    /** Writes all that remains in {@code bytes}. If that fails, the connection may still read them until it is closed. */
    void write(ByteBuffer bytes) throws IOException;

    /** A way for bytes that are in a file; there is none where they must be encrypted or go elsewhere. */
    default Optional<OfFiles> ofFiles() {
        return Optional.empty();
    }

    /** Lets the system send from a file. */
    @FunctionalInterface
    interface OfFiles {
        /** As many bytes as can be sent at once. */
        int MOST = 2 * 1024 * 1024;

        /**
         * Sends {@code length} bytes from {@code position} on; if that fails, what has left is not known.
         *
         * @param meanwhile is done on the same thread, again and again, while the connection takes no more
         */
        void send(FileChannel file, long position, int length, Meanwhile meanwhile) throws IOException;
    }

    /** What a sender can do while a receiver takes its time. */
    @FunctionalInterface
    interface Meanwhile {
        Meanwhile NOTHING = () -> false;

        /** Does a little of it; false when there is nothing to do, now or at all. */
        boolean work();
    }
}
