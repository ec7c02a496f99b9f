package dev.xdsi.imaging.reconciliation;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceRole;
import dev.xdsi.imaging.archive.PatientKey;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.UnknownFiles;
import dev.xdsi.imaging.storage.InstanceOffer;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks for files of instances that the database does not know, as after an older one was restored, and stores them once more: as if their
 * senders had sent them again, but what a rejection note names stays rejected, whichever of them is entered first.
 */
public final class Reentry {
    /** So that a page is an answer and not a time-out. */
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(20);

    private final InstanceArchive archive;
    private final Transaction<InstanceOffer, Ingest> store;
    private final InstantSource clock;

    public Reentry(InstanceArchive archive, Transaction<InstanceOffer, Ingest> store, InstantSource clock) {
        this.archive = archive;
        this.store = store;
        this.clock = clock;
    }

    /** Some folders; {@code next} is the one with which the next page begins. */
    public record Page(int files, List<Found> unknown, OptionalInt next) {
        public Page {
            unknown = List.copyOf(unknown);
        }
    }

    /** A file that is not known, and what became of it. */
    public record Found(String name, boolean entered, String outcome) {}

    /**
     * @param enter whether they are stored once more, or only told
     * @param by who wants it
     */
    public Page page(int from, boolean enter, Caller by) throws IOException {
        Instant end = clock.instant().plus(LONGEST_PAGE);
        List<Found> found = new ArrayList<>();
        int files = 0;
        for (int folder = from; folder <= UnknownFiles.LAST_FOLDER; folder++) {
            if (folder > from && clock.instant().isAfter(end)) {
                return new Page(files, found, OptionalInt.of(folder));
            }
            UnknownFiles looked = archive.unknownFiles(folder);
            files += looked.files();
            for (String name : looked.unknown()) {
                found.add(enter ? enter(name, by) : new Found(name, false, "unknown"));
            }
        }
        return new Page(files, found, OptionalInt.empty());
    }

    private Found enter(String name, Caller by) {
        try {
            Ingest ingest = offer(archive.unknownFile(name), by);
            if (ingest instanceof Ingest.Refused) {
                return new Found(name, false, outcome(ingest));
            }
            archive.removeUnknown(name);
            return new Found(name, true, outcome(ingest));
        } catch (IOException | UncheckedIOException unreadable) {
            return new Found(name, false, "cannot be read: " + unreadable.getMessage());
        }
    }

    private String outcome(Ingest ingest) {
        return switch (ingest) {
            case Ingest.Stored(StoredInstance instance, PatientKey patient) ->
                isHidden(instance) ? "entered, and not shown: a rejection note names it" : "entered";
            case Ingest.AlreadyStored there -> "was there already";
            case Ingest.Refused refused -> refused.explanation();
        };
    }

    private boolean isHidden(StoredInstance instance) {
        return instance.role() != InstanceRole.REJECTION_NOTE
                && archive.find(instance.uids().sopInstance()).isEmpty();
    }

    private Ingest offer(Path file, Caller by) throws IOException {
        DicomFile start = Part10.read(file, ReadOptions.DEFAULT.until(Tag.SOPClassUID));
        Attributes meta = start.fileMeta();
        AnnouncedInstance announced = new AnnouncedInstance(
                meta.string(Tag.MediaStorageSOPClassUID, ""),
                meta.string(Tag.MediaStorageSOPInstanceUID, ""),
                meta.string(Tag.TransferSyntaxUID, ""));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream dataSet = Channels.newInputStream(channel.position(start.dataSetOffset()))) {
            return store.perform(new InstanceOffer(announced, dataSet, true), by);
        }
    }
}
