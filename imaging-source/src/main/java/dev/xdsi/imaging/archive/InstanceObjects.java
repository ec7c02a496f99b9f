package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.imaging.archive.BorrowedInstances.Cache;
import dev.xdsi.imaging.archive.BorrowedInstances.Surroundings;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances as objects. What comes in is put into the store before it is acknowledged, and stays in the cache while there is room; what is not
 * there any more is fetched, and only given out if it is, byte for byte, what came in.
 */
final class InstanceObjects implements InstanceHome {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceObjects.class);
    private static final int BUFFER = 128 << 10;
    private static final int AT_ONCE = 8;
    private static final int FOLDERS = 0x100;

    /** A store that cannot be reached is not waited for by every sender. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Reserve reserve;
    private final InstantSource clock;
    private final CachedInstances cached;
    private Optional<Listed> listed = Optional.empty();
    private volatile Instant awayUntil = Instant.MIN;

    InstanceObjects(ObjectStore store, Cache cache, InstanceIndex index, Surroundings surroundings) throws IOException {
        this.store = store;
        this.reserve = cache.reserve();
        this.clock = surroundings.clock();
        this.cached = new CachedInstances(
                cache, index, new SharedFetches.Elsewhere("object store", Origin.STORE, this::fetch), surroundings);
    }

    @Override
    public Origin origin() {
        return Origin.STORE;
    }

    /** Synced before: what may be an object soon must not lose its name here, by which it is removed if nobody gets to know it. */
    @Override
    public void put(String name, Path complete, IncomingFile content) throws IOException {
        content.sync();
        reaching(() -> store.put(name, complete));
    }

    @Override
    public void entered(String name, Path complete) throws IOException {
        try {
            cached.makeFree();
            cached.keepWhereThereIsRoom(name, complete);
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    /** The store has the bytes if they are needed; here only the name is. */
    @Override
    public void inDoubt(Path complete) throws IOException {
        FileChannel.open(complete, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
    }

    @Override
    public void remove(String name) throws IOException {
        cached.remove(name);
        reaching(() -> store.delete(name));
    }

    private interface Call {
        void make() throws IOException;
    }

    private void reaching(Call call) throws IOException {
        if (clock.instant().isBefore(awayUntil)) {
            throw new ConnectException("the object store did not answer just now");
        }
        try {
            call.make();
        } catch (ConnectException away) {
            awayUntil = clock.instant().plus(PAUSE);
            throw away;
        }
    }

    @Override
    public boolean isIntact(StoredInstance instance) throws IOException {
        try {
            return store.length(instance.file().name()) == instance.file().length();
        } catch (NoSuchFileException lost) {
            return false;
        } catch (IOException away) {
            throw unknown(away);
        }
    }

    @Override
    public boolean isAsReceived(StoredInstance instance) throws IOException {
        Path file = cached.newFile();
        try {
            download(instance.file().name(), file, instance.file().length());
            return ReceivedDataSet.isIn(file, instance);
        } catch (NoSuchFileException | DicomException wrong) {
            return false;
        } catch (IOException away) {
            throw unknown(away);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static InstanceUnavailable unknown(IOException away) {
        return new InstanceUnavailable(Kind.AWAY, "The object store that has the images does not answer.", away);
    }

    /** Listed 256 folders at a time: who asks for one will ask for the next. */
    @Override
    public synchronized List<String> names(int folder) {
        if (listed.isEmpty() || folder != listed.get().asked() + 1 || folder % FOLDERS == 0) {
            listed = Optional.of(new Listed(folder, list(String.format("%02x", folder / FOLDERS))));
        }
        Map<String, List<String>> names = listed.get().byDigits();
        listed = Optional.of(new Listed(folder, names));
        return names.getOrDefault(String.format("%04x", folder), List.of());
    }

    private Map<String, List<String>> list(String digits) {
        try {
            return store.names(digits).stream()
                    .filter(StoredFile::isName)
                    .sorted()
                    .collect(Collectors.groupingBy(name -> name.substring(0, 4)));
        } catch (IOException away) {
            throw unknown(away);
        }
    }

    private record Listed(int asked, Map<String, List<String>> byDigits) {}

    @Override
    public Path whatever(String name) throws IOException {
        Path file = cached.newFile();
        try {
            download(name, file, Long.MAX_VALUE);
            long length = Files.size(file);
            if (!cached.keep(name, file)) {
                throw new IOException("the cache has no room for it");
            }
            return cached.kept(name, length);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void fetch(List<StoredInstance> wanted, SharedFetches.Ends ends) throws IOException {
        try (ExecutorService few = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, wanted.size()),
                Thread.ofVirtual().name("object-fetch").factory())) {
            List<Future<?>> fetching = new ArrayList<>();
            for (StoredInstance instance : wanted) {
                fetching.add(few.submit(() -> {
                    fetch(instance, ends);
                    return null;
                }));
            }
            for (Future<?> each : fetching) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException away ? away : new IOException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while images were fetched", stopping);
        }
    }

    private void fetch(StoredInstance instance, SharedFetches.Ends ends) throws IOException {
        StoredFile stored = instance.file();
        Path file = cached.newFile();
        try {
            download(stored.name(), file, stored.length());
            if (!ReceivedDataSet.isIn(file, instance)) {
                refuse(instance, "it is not what was received", ends);
            } else if (cached.keep(stored.name(), file)) {
                ends.came(instance.uids().sopInstance(), instance);
            } else {
                ends.refused(instance.uids().sopInstance(), Reason.OUT_OF_RESOURCES, "it is larger than the cache");
            }
        } catch (NoSuchFileException lost) {
            refuse(instance, "it is not there", ends);
        } catch (DicomException damaged) {
            refuse(instance, String.valueOf(damaged.getMessage()), ends);
        } catch (CachedFiles.NoRoom | Reserve.Reached full) {
            ends.refused(instance.uids().sopInstance(), Reason.OUT_OF_RESOURCES, String.valueOf(full.getMessage()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void refuse(StoredInstance instance, String why, SharedFetches.Ends ends) {
        ends.refused(instance.uids().sopInstance(), Reason.NOT_AS_ANNOUNCED, why);
    }

    /** Synced, for what is in the cache after a loss of power is believed. */
    private void download(String name, Path to, long most) throws IOException {
        Reserve.Watch room = reserve.watch();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = store.open(name);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long left = most;
            for (int read = in.read(buffer); read >= 0 && left >= 0; read = in.read(buffer)) {
                room.writing(read);
                left -= read;
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(false);
        }
    }

    @Override
    public StoredInstance use(StoredInstance instance) {
        return cached.use(instance);
    }

    @Override
    public void letGo(StoredInstance instance) {
        cached.letGo(instance);
    }

    @Override
    public Path path(StoredInstance instance) {
        return cached.path(instance);
    }

    @Override
    public Path file(StoredInstance instance) {
        return cached.file(instance);
    }

    /** What became of the need for these instances so far. */
    BorrowedFigures figures() {
        return cached.figures();
    }

    /** What keeps the store from being used now; empty for nothing. */
    Optional<String> trouble() {
        try {
            store.check();
            return Optional.empty();
        } catch (IOException away) {
            LOG.debug("the object store cannot be used", away);
            return Optional.of(String.valueOf(away.getMessage()));
        }
    }

    @Override
    public boolean isHere(StoredInstance instance) {
        return cached.isHere(instance);
    }

    @Override
    public long mostAhead() {
        return cached.mostAhead();
    }
}
