package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.StoreFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Bytes on their way into a file. */
record FileArrival(Path folder, FileChannel file) implements Arrival {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            return file.write(bytes);
        } catch (IOException e) {
            throw explained(folder, e);
        }
    }

    @Override
    public void complete() throws IOException {
        try {
            file.force(true);
        } catch (IOException e) {
            throw explained(folder, e);
        }
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A full disk and a used-up quota have no exception of their own in Java, only the system's words. */
    static IOException explained(Path folder, IOException failure) {
        String why = Objects.requireNonNullElse(failure.getMessage(), "").toLowerCase(Locale.ROOT);
        boolean full =
                why.contains("no space left") || why.contains("quota exceeded") || why.contains("not enough space");
        return full ? new StoreFullException(folder.toString(), failure) : failure;
    }
}
