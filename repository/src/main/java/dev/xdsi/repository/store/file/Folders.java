package dev.xdsi.repository.store.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What it takes to make names of files durable. */
final class Folders {
    private Folders() {}

    static void force(Path folder) throws IOException {
        // only POSIX systems let a folder be opened; elsewhere the file system keeps its own journal of names
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
