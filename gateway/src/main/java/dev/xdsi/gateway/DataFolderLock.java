package dev.xdsi.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two gateways from working on one data folder. The system releases it when the process ends, however it ends. */
record DataFolderLock(FileChannel file) implements AutoCloseable {

    static DataFolderLock take(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new IOException("another gateway is running on the data folder " + folder
                    + ". Stop it, or choose another folder with data: (or XDSI_DATA).");
        }
        return new DataFolderLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
