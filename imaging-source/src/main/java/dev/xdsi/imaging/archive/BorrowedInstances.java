package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.imaging.database.Database.DatabaseFailure;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances whose bytes a PACS has. The index knows them as it knows others; their files are in a cache that forgets what was not
 * used for longest, and are fetched again, once for all who ask at a time, and only taken if they are the same instance of the same study,
 * series and patient.
 */
public final class BorrowedInstances {
    private static final Logger LOG = LoggerFactory.getLogger(BorrowedInstances.class);
    private final Path incoming;
    private final CachedFiles cache;
    private final Reserve reserve;
    private final InstanceIndex index;
    private final Surroundings surroundings;
    private final SharedFetches fetches;
    private final NeedCounts counts = new NeedCounts();

    /**
     * What is used of this process.
     *
     * @param uniqueNames makes file names that no other process makes
     * @param pixels for what is decoded
     */
    public record Surroundings(InstantSource clock, Supplier<UUID> uniqueNames, PixelMemory pixels) {}

    /** Where files are kept for a while, how many bytes of them, and what they leave free there. */
    public record Cache(Path folder, long mostBytes, Reserve reserve) {}

    /** @param cache used by one process only; what a crash left half-done there is removed */
    public BorrowedInstances(Cache cache, InstanceIndex index, InstanceSource source, Surroundings surroundings)
            throws IOException {
        this.incoming = Files.createDirectories(cache.folder().resolve("incoming"));
        List<Path> left;
        try (Stream<Path> files = Files.list(incoming)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
        this.cache = new CachedFiles(cache.folder().resolve("files"), cache.mostBytes(), surroundings.clock());
        this.reserve = cache.reserve();
        this.index = index;
        this.surroundings = surroundings;
        this.fetches = new SharedFetches(source, index, this.cache, this::take, counts, surroundings.clock());
    }

    /**
     * Takes one of the wanted instances as the PACS gives it: a new one is entered into the index, one that is known there is in the cache
     * again. One that is kept here already stays as it is.
     */
    public Ingest take(WantedInstances wanted, AnnouncedInstance announced, InputStream dataSet) throws IOException {
        if (!Oid.isValid(announced.sopInstanceUID())
                || !wanted.sopClasses().containsKey(new Oid(announced.sopInstanceUID()))
                || !Oid.isValid(announced.transferSyntaxUID())) {
            return new Refused(Reason.NOT_AS_ANNOUNCED, "another instance than was asked for");
        }
        Path file = incoming.resolve(surroundings.uniqueNames().get().toString());
        cache.makeFree(reserve);
        try (IncomingFile incomingFile = new IncomingFile(file, announced, reserve, Long.MAX_VALUE)) {
            incomingFile.receive(dataSet);
            incomingFile.sync();
            return admit(wanted, incomingFile, file);
        } catch (IncomingFile.NoRoom | CachedFiles.NoRoom full) {
            LOG.error("cannot write {}", file, full);
            return new Refused(Reason.OUT_OF_RESOURCES, "no room for the instance");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Ingest admit(WantedInstances wanted, IncomingFile arrived, Path file) throws IOException {
        Oid uid = new Oid(arrived.announced().sopInstanceUID());
        Optional<StoredInstance> known = index.kept(Set.of(uid)).stream().findFirst();
        String name = known.map(instance -> instance.file().name())
                .orElseGet(() -> InstanceFiles.name(uid, surroundings.uniqueNames()));
        try {
            NewInstance instance = arrived.describe(name, wanted);
            if (known.isPresent()) {
                return again(known.get(), instance, file);
            }
            return switch (index.admit(instance, surroundings.clock().instant())) {
                case Admission.Admitted() -> {
                    keepWhereThereIsRoom(name, file);
                    yield new Ingest.Stored(instance.instance(), instance.patient());
                }
                case Admission.Occupied(StoredInstance meanwhile) ->
                    new Ingest.AlreadyStored(meanwhile, instance.patient());
                case Admission.OtherPatient ignored ->
                    new Refused(Reason.OTHER_PATIENT, "the study belongs to another patient");
            };
        } catch (InstanceHeader.Unusable unusable) {
            return unusable.refusal();
        } catch (DicomException invalid) {
            return new Refused(Reason.NOT_UNDERSTOOD, String.valueOf(invalid.getMessage()));
        } catch (DatabaseFailure failure) {
            LOG.error("the index did not take {}", name, failure);
            return new Refused(Reason.OUT_OF_RESOURCES, "the index is not available");
        }
    }

    /** It is known now, and can be had again. */
    private void keepWhereThereIsRoom(String name, Path file) throws IOException {
        try {
            cache.place(name, file);
        } catch (CachedFiles.NoRoom full) {
            LOG.debug("{} is not cached: {}", name, full.getMessage());
        }
    }

    private Ingest again(StoredInstance known, NewInstance now, Path file) throws IOException {
        if (!known.uids().equals(now.instance().uids())
                || !index.patient(known.uids().study())
                        .map(now.patient()::agreesWith)
                        .orElse(true)) {
            return new Refused(Reason.NOT_AS_ANNOUNCED, "the PACS has another study, series or patient than before");
        }
        if (known.file().origin() == Origin.PACS) {
            if (!known.equals(now.instance())) {
                // It may have been corrected there. What is sent is what is there.
                index.renew(now, known.file());
            }
            cache.place(known.file().name(), file);
        }
        return new Ingest.AlreadyStored(now.instance(), now.patient());
    }

    /** The instance with its file in the cache, which stays there until it is {@link #letGo}. */
    StoredInstance use(StoredInstance instance) {
        StoredInstance wanted = instance;
        for (int tries = 0; tries < 3; tries++) {
            try {
                if (cache.use(wanted.file().name(), wanted.file().length())) {
                    if (tries == 0) {
                        counts.cached();
                    }
                    return wanted;
                }
            } catch (IOException unreadable) {
                throw new InstanceUnavailable(
                        Kind.NO_ROOM, "The cache of the imaging source cannot be read.", unreadable);
            }
            wanted = fetches.fetch(wanted);
        }
        throw new InstanceUnavailable(Kind.NO_ROOM, "The cache of the imaging source is too small for what is asked.");
    }

    /** What became of it all so far. */
    public BorrowedFigures figures() {
        return counts.with(cache);
    }

    void letGo(StoredInstance instance) {
        cache.letGo(instance.file().name());
    }

    /** The file of an instance, which stays for a while. */
    Path file(StoredInstance instance) {
        StoredInstance here = use(instance);
        cache.letGoLater(here.file().name());
        return path(here);
    }

    Path path(StoredInstance instance) {
        return cache.path(instance.file().name());
    }
}
