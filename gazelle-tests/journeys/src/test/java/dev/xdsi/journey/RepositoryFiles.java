package dev.xdsi.journey;

import dev.xdsi.model.Hash;
import dev.xdsi.repository.store.ContentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** What a repository has on its disk, and somebody who spoils it. */
record RepositoryFiles(Path data) {
    /** Older than anything that may still be under way. */
    private static final FileTime OLD = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

    Path contentOf(LedgerDocument document) throws IOException {
        ContentName name = new ContentName(new Hash(PatternedContent.sha1(document.open())), document.length());
        return data.resolve("documents/documents").resolve(name.path());
    }

    /** Bit rot: one bit is another. */
    void flip(LedgerDocument document, long at) throws IOException {
        try (FileChannel file =
                FileChannel.open(contentOf(document), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            file.write(one.put(0, (byte) (one.get(0) ^ 0x10)).flip(), at);
        }
    }

    void cut(LedgerDocument document, long size) throws IOException {
        try (FileChannel file = FileChannel.open(contentOf(document), StandardOpenOption.WRITE)) {
            file.truncate(size);
        }
    }

    /** The bytes of a document where they would be, without the document. */
    Path stray(LedgerDocument document) throws IOException {
        Path file = contentOf(document);
        Files.createDirectories(file.getParent());
        return Files.write(file, document.bytes());
    }

    /** A deposit that nobody goes on with. */
    Path leftOver() throws IOException {
        Path deposit = Files.createDirectories(
                data.resolve("documents/incoming").resolve(UUID.randomUUID().toString()));
        Files.writeString(deposit.resolve("0"), "half a docu");
        return deposit;
    }

    static Path aged(Path file) throws IOException {
        return Files.setLastModifiedTime(file, OLD);
    }

    /** Files of submissions and messages that are under way, or were left. */
    long temporary() throws IOException {
        return count(data.resolve("documents/incoming")) + count(data.resolve("tmp"));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.equals(folder)).count();
        } catch (UncheckedIOException changing) {
            return Long.MAX_VALUE;
        }
    }
}
