package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances whose bytes a PACS has. The index knows them as it knows others; their files are in a cache that forgets what was not
 * used for longest, and are fetched again, once for all who ask at a time, and only taken if they are the same instance of the same study,
 * series and patient.
 */
public final class BorrowedInstances implements InstanceKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(BorrowedInstances.class);
    private final CachedInstances cached;
    private final Reserve reserve;
    private final InstanceSource source;
    private final InstanceIndex index;
    private final Surroundings surroundings;

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
        this.cached = new CachedInstances(
                cache, index, new SharedFetches.Elsewhere("PACS", Origin.PACS, this::fetch), surroundings);
        this.reserve = cache.reserve();
        this.source = source;
        this.index = index;
        this.surroundings = surroundings;
    }

    private void fetch(List<StoredInstance> all, SharedFetches.Ends ends) throws IOException {
        InstanceUids first = all.getFirst().uids();
        PatientKey patient = index.patient(first.study()).orElse(new PatientKey("", ""));
        WantedInstances wanted = new WantedInstances(
                patient.patientId(),
                first.study(),
                first.series(),
                all.stream().collect(Collectors.toMap(each -> each.uids().sopInstance(), StoredInstance::sopClassUID)));
        source.fetch(wanted, new InstanceSource.Taker() {
            @Override
            public Ingest take(AnnouncedInstance announced, InputStream dataSet) throws IOException {
                Ingest taken = BorrowedInstances.this.take(wanted, announced, dataSet);
                tell(announced, taken, ends);
                return taken;
            }

            @Override
            public boolean wanted() {
                return ends.wanted();
            }
        });
    }

    private static void tell(AnnouncedInstance announced, Ingest taken, SharedFetches.Ends ends) {
        if (Oid.isValid(announced.sopInstanceUID())) {
            Oid uid = new Oid(announced.sopInstanceUID());
            switch (taken) {
                case Ingest.AlreadyStored(StoredInstance now, PatientKey ignored) -> ends.came(uid, now);
                case Ingest.Stored(StoredInstance now, PatientKey ignored) -> ends.came(uid, now);
                case Refused(Reason reason, String why) -> ends.refused(uid, reason, why);
            }
        }
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
        Path file = cached.newFile();
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
        String name = known.map(instance -> instance.file().name()).orElseGet(() -> newName(uid));
        try {
            NewInstance instance = arrived.describe(name, wanted);
            if (known.isPresent()) {
                return known.get().equals(instance.instance())
                        ? again(known.get(), instance, file)
                        : again(known.get(), arrived.describe(newName(uid), wanted), file);
            }
            return switch (index.admit(instance, surroundings.clock().instant())) {
                case Admission.Admitted() -> {
                    // It is known now, and can be had again.
                    cached.keepWhereThereIsRoom(name, file);
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

    private String newName(Oid uid) {
        return IncomingFolder.name(uid, surroundings.uniqueNames());
    }

    /** @param now under a name of its own where it is not what it was: who is reading that, by frames or ranges, reads on in that. */
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
                if (index.renew(now, known.file(), surroundings.clock().instant())) {
                    cached.remove(known.file().name());
                }
            }
            cached.keep(now.instance().file().name(), file);
        }
        return new Ingest.AlreadyStored(now.instance(), now.patient());
    }

    /** What became of it all so far. */
    public BorrowedFigures figures() {
        return cached.figures();
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

    @Override
    public boolean isHere(StoredInstance instance) {
        return cached.isHere(instance);
    }

    @Override
    public long mostAhead() {
        return cached.mostAhead();
    }
}
