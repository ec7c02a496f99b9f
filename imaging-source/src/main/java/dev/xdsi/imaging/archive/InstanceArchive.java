package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.imaging.archive.InstanceIndex.Admission;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.database.Database.DatabaseFailure;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that this Imaging Document Source answers for. An instance that {@link #ingest} calls stored survives any crash, and
 * comes back with every byte of its data set as it was received; of any other nothing remains.
 */
public final class InstanceArchive {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceArchive.class);

    private static final int BATCH = 100;

    private final ArchiveFolder folder;
    private final IncomingFolder incoming;
    private final InstanceHomes homes;
    private final DecompressedFiles decompressed;
    private final Representations representations;
    private final InstanceIndex index;
    private final UnfinishedInstances unfinished;
    private final InstantSource clock;

    /** One that takes whatever its disk does. */
    public InstanceArchive(
            Path folder,
            InstanceIndex index,
            @Nullable BorrowedInstances borrowed,
            BorrowedInstances.Surroundings surroundings)
            throws IOException {
        this(ArchiveFolder.of(folder), index, borrowed, surroundings);
    }

    /** @param borrowed what a PACS has; null where there is none */
    public InstanceArchive(
            ArchiveFolder folder,
            InstanceIndex index,
            @Nullable BorrowedInstances borrowed,
            BorrowedInstances.Surroundings surroundings)
            throws IOException {
        Supplier<UUID> uniqueNames = surroundings.uniqueNames();
        this.folder = folder;
        this.incoming = new IncomingFolder(folder.path().resolve("incoming"), uniqueNames);
        this.homes = InstanceHomes.of(folder, index, borrowed, surroundings);
        this.decompressed = new DecompressedFiles(
                folder.path().resolve("decompressed"), uniqueNames, surroundings.pixels(), folder.reserve());
        this.index = index;
        this.clock = surroundings.clock();
        this.representations = new Representations(
                homes, decompressed, new AnonymousUids(folder.path().resolve("anonymous-uids.key"), uniqueNames));
        this.unfinished = new UnfinishedInstances(incoming, homes, index, clock);
    }

    /** Clears away what a crash left unfinished. Before anything comes in, and by one process for each folder. */
    public void recover() throws IOException {
        decompressed.clear();
        int orphans = unfinished.recover();
        if (orphans > 0) {
            LOG.info("removed {} unfinished instances that were never acknowledged", orphans);
        }
    }

    /** What there is in one of the folders from 0 to {@link UnknownFiles#LAST_FOLDER}, and which of it the index does not know. */
    public UnknownFiles unknownFiles(int folder) throws IOException {
        List<String> names = homes.names(folder);
        // Whoever is through with a file that is under way has told the index before.
        return new UnknownFiles(
                names.size(),
                names.stream()
                        .filter(name -> !incoming.isUnderWay(name) && !index.isReferenced(name))
                        .toList());
    }

    /** The Part 10 file of that name, whether the index knows it or not. */
    public Path unknownFile(String name) throws IOException {
        Path file = homes.folders().path(name);
        InstanceObjects objects = homes.objects();
        return objects == null || Files.exists(file) ? file : objects.whatever(name);
    }

    /** Removes a file that the index does not know: another of the same instance is there. */
    public void removeUnknown(String name) throws IOException {
        if (!index.isReferenced(name)) {
            homes.removeEverywhere(name);
        }
    }

    /**
     * Looks anew at the instances that came before it was looked where their frames and bulk data lie; returns how many there were.
     *
     * @param goOn asked between them
     */
    public int describeMissing(BooleanSupplier goOn) {
        int count = 0;
        List<StoredInstance> some = index.undescribed(BATCH);
        while (!some.isEmpty()) {
            for (StoredInstance instance : some) {
                if (!goOn.getAsBoolean()) {
                    return count;
                }
                describe(instance);
                count++;
            }
            some = index.undescribed(BATCH);
        }
        return count;
    }

    private void describe(StoredInstance instance) {
        try {
            DicomFile image = Part10.read(file(instance));
            index.describe(
                    instance.uids().sopInstance(),
                    MetadataJson.of(image.dataSet(), instance.uids().path()),
                    FrameTable.of(image));
        } catch (IOException unreadable) {
            LOG.error("cannot read {}", file(instance), unreadable);
            index.describe(instance.uids().sopInstance(), null, FrameTable.NONE);
        }
    }

    /**
     * Takes one instance from a stream, to its end or not at all. Only a failure to read the stream is an exception.
     *
     * @param dataSet the data set alone, in the announced transfer syntax
     */
    public Ingest ingest(AnnouncedInstance announced, InputStream dataSet) throws IOException {
        return ingest(announced, dataSet, false);
    }

    /** The same of what lies here and the index lost: nobody wants anything back by that which was rejected. */
    public Ingest reenter(AnnouncedInstance announced, InputStream dataSet) throws IOException {
        return ingest(announced, dataSet, true);
    }

    private Ingest ingest(AnnouncedInstance announced, InputStream dataSet, boolean reentered) throws IOException {
        Optional<Refused> unusable = check(announced);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        String name = incoming.name(new Oid(announced.sopInstanceUID()));
        try (IncomingFile file = new IncomingFile(incoming.path(name), announced, folder.reserve(), folder.largest())) {
            Optional<Refused> noRoom = receive(name, file, dataSet);
            if (noRoom.isPresent()) {
                return noRoom.get();
            }
            Ingest result = admit(name, file, reentered);
            if (result instanceof Ingest.Stored) {
                unfinished.settleDoubts();
            }
            return result;
        }
    }

    private Optional<Refused> receive(String name, IncomingFile file, InputStream dataSet) throws IOException {
        try {
            file.receive(dataSet);
            return Optional.empty();
        } catch (IncomingFile.NoRoom failure) {
            incoming.forget(name);
            return Optional.of(noRoom(name, failure));
        } catch (IncomingFile.TooLarge tooLarge) {
            incoming.forget(name);
            return Optional.of(new Refused(Reason.TOO_LARGE, String.valueOf(tooLarge.getMessage())));
        } catch (IOException | RuntimeException broken) {
            incoming.forget(name);
            throw broken;
        }
    }

    private static Refused noRoom(String name, Exception failure) {
        LOG.error("cannot write {}", name, failure);
        return new Refused(Reason.OUT_OF_RESOURCES, "no room for the instance");
    }

    private static Refused notKept(String name, InstanceHome home, Exception failure) {
        Refused refused = noRoom(name, failure);
        return home.origin() == Origin.STORE
                ? new Refused(refused.reason(), "the object store does not take the instance now")
                : refused;
    }

    private static Optional<Refused> check(AnnouncedInstance announced) {
        if (!Oid.isValid(announced.sopInstanceUID())) {
            return Optional.of(new Refused(Reason.INVALID_UID, "the SOP Instance UID is no UID"));
        }
        if (!Oid.isValid(announced.sopClassUID())) {
            return Optional.of(new Refused(Reason.INVALID_UID, "the SOP Class UID is no UID"));
        }
        return Oid.isValid(announced.transferSyntaxUID())
                ? Optional.empty()
                : Optional.of(new Refused(Reason.INVALID_UID, "the Transfer Syntax UID is no UID"));
    }

    private Ingest admit(String name, IncomingFile file, boolean reentered) throws IOException {
        Ingest result;
        InstanceHome home = homes.ofNew();
        try (Placing placing = Placing.begin(() -> home.put(name, incoming.path(name), file))) {
            NewInstance instance = file.describe(name, home.origin());
            result = answer(instance, index.admit(instance, new Arrival(clock.instant(), reentered), placing::await));
            if (result instanceof Ingest.AlreadyStored again && !reentered) {
                index.cameAgain(again.instance().uids().sopInstance(), clock.instant());
            }
            if (result instanceof Ingest.AlreadyStored(StoredInstance before, PatientKey patient)
                    && !isAsReceived(before)) {
                // Who stored it here relies on us, and not on a PACS nor on a file that is lost: on one that is in its
                // place.
                placing.await();
                if (index.renew(instance, before.file(), clock.instant())) {
                    discardDamaged(before);
                    result = new Ingest.Stored(instance.instance(), patient);
                }
            }
        } catch (InstanceHeader.Unusable unusable) {
            result = unusable.refusal();
        } catch (DicomException invalid) {
            result = new Refused(Reason.NOT_UNDERSTOOD, String.valueOf(invalid.getMessage()));
        } catch (UncheckedIOException | InstanceUnavailable failure) {
            result = notKept(name, home, failure);
        } catch (DatabaseFailure failure) {
            LOG.error("the index did not take {}", name, failure);
            result = new Refused(Reason.OUT_OF_RESOURCES, "the index is not available");
            if (failure.inDoubt()) {
                unfinished.doubt(name);
                return result;
            }
        } catch (RuntimeException unexpected) {
            unfinished.discard(name);
            throw unexpected;
        }
        if (result instanceof Ingest.Stored) {
            home.entered(name, incoming.path(name));
        } else {
            unfinished.discard(name);
        }
        return result;
    }

    /** What is left of a file in whose place there is another now. */
    private void discardDamaged(StoredInstance before) {
        if (before.file().origin().isOwn()) {
            LOG.warn(
                    "the file of {} was lost or damaged; it came again",
                    before.uids().sopInstance());
            try {
                homes.of(before).remove(before.file().name());
            } catch (IOException failure) {
                LOG.error("cannot delete {}", before.file().name(), failure);
            }
        }
    }

    private static Ingest answer(NewInstance offered, Admission admission) {
        StoredInstance instance = offered.instance();
        return switch (admission) {
            case Admission.Admitted() -> new Ingest.Stored(instance, offered.patient());
            case Admission.Occupied(StoredInstance before) ->
                isSame(before, instance)
                        ? new Ingest.AlreadyStored(before, offered.patient())
                        : new Refused(Reason.DIFFERENT_CONTENT, "the SOP Instance UID is taken by other content");
            case Admission.OtherPatient ignored ->
                new Refused(Reason.OTHER_PATIENT, "the study belongs to another patient");
        };
    }

    private static boolean isSame(StoredInstance before, StoredInstance now) {
        return before.file().sha256().equals(now.file().sha256())
                && before.transferSyntaxUID().equals(now.transferSyntaxUID());
    }

    /** What may be shown: rejected instances and rejection notes are unknown. */
    public Optional<StoredInstance> find(Oid sopInstanceUID) {
        return index.find(sopInstanceUID);
    }

    /** What may be shown, in the order it came; empty when there is nothing of the kind. */
    public List<StoredInstance> instances(StudyPart part) {
        return index.instances(part);
    }

    /** All that is kept, what was rejected included, in the order it came. Not to be shown to anybody. */
    public List<StoredInstance> kept(StudyPart part) {
        return index.kept(part);
    }

    /** Those of them that are kept, whether they may be shown or not, in no order. Not to be shown to anybody. */
    public List<StoredInstance> kept(Set<Oid> sopInstanceUIDs) {
        return index.kept(sopInstanceUIDs);
    }

    /**
     * Whether the file of a kept instance is there as it was written.
     *
     * @throws InstanceUnavailable when that cannot be said now
     */
    public boolean isIntact(StoredInstance instance) {
        try {
            return instance.file().origin().isOwn() && homes.of(instance).isIntact(instance);
        } catch (IOException unreadable) {
            LOG.error("the file of {} cannot be read", instance.uids().sopInstance(), unreadable);
            return false;
        }
    }

    /**
     * Whether the data set of a kept instance is, byte for byte, the one that was received, and its file says what it is; reads all of it.
     *
     * @throws InstanceUnavailable when that cannot be said now
     */
    public boolean isAsReceived(StoredInstance instance) {
        try {
            return isIntact(instance) && homes.of(instance).isAsReceived(instance);
        } catch (IOException unreadable) {
            LOG.error("the file of {} cannot be read", instance.uids().sopInstance(), unreadable);
            return false;
        }
    }

    /** Whose study it is; empty when the study is not known. */
    public Optional<PatientKey> patient(Oid studyInstanceUID) {
        return index.patient(studyInstanceUID);
    }

    /** Hands over the metadata of those of them that may be shown, in this order and one at a time; returns how many there were. */
    public int metadata(List<InstanceUids> instances, InstanceIndex.MetadataReader reader) throws IOException {
        return index.metadata(instances, reader);
    }

    /** The same of those that are kept, whether they may be shown or not. Not to be shown to anybody. */
    public int keptMetadata(List<InstanceUids> instances, InstanceIndex.MetadataReader reader) throws IOException {
        return index.keptMetadata(instances, reader);
    }

    /**
     * The frames of an instance as they lie in its file.
     *
     * @throws UnrenderableException where they cannot be told apart, or there are none
     */
    public Frames frames(StoredInstance instance) throws IOException {
        Path file = file(instance);
        Optional<Frames> known = index.frames(instance.uids().sopInstance())
                .in(file, TransferSyntax.of(instance.transferSyntaxUID().value()));
        return known.isPresent() ? known.get() : Frames.of(Part10.read(file));
    }

    /**
     * The instance with its file here until that is closed.
     *
     * @throws InstanceUnavailable when who has it does not give it
     */
    public HeldInstance hold(StoredInstance instance) {
        return new HeldInstance(homes.keeper(instance), instance);
    }

    /** The transfer syntaxes in which instances can be had. */
    public Representations representations() {
        return representations;
    }

    /**
     * The file itself, for reading its header; soon, where it is here for a while only.
     *
     * @throws InstanceUnavailable when who has it does not give it
     */
    public Path file(StoredInstance instance) {
        return homes.keeper(instance).file(instance);
    }

    /** What became of the need for instances of our own that are objects. */
    public BorrowedFigures objects() {
        InstanceObjects objects = homes.objects();
        return objects == null ? BorrowedFigures.NONE : objects.figures();
    }

    /** What keeps instances from being kept or given now; empty when nothing does. */
    public Optional<String> trouble() {
        InstanceObjects objects = homes.objects();
        return objects == null ? Optional.empty() : objects.trouble();
    }
}
