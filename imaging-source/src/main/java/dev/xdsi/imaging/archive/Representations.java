package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.deidentification.Deidentification;
import dev.xdsi.dicom.deidentification.NotDeidentifiableException;
import dev.xdsi.dicom.pixel.Decompression;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.imaging.archive.OutgoingInstances.Coming;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances in the transfer syntaxes in which they can be had: as they are kept, or else uncompressed (PS3.18 8.7.3.4), or without names. */
public final class Representations {
    private static final Logger LOG = LoggerFactory.getLogger(Representations.class);

    private final InstanceHomes homes;
    private final DecompressedFiles decompressed;
    private final AnonymousUids anonymousUids;

    Representations(InstanceHomes homes, DecompressedFiles decompressed, AnonymousUids anonymousUids) {
        this.homes = homes;
        this.decompressed = decompressed;
        this.anonymousUids = anonymousUids;
    }

    /**
     * The same as {@link #sent}, as far as the index knows: nothing is fetched nor made. As it is kept, it can be sent, and is fetched when
     * its bytes are opened; otherwise it has neither bytes nor a length, and that it can be decoded is taken for granted.
     */
    public Optional<SentInstance> described(
            StoredInstance instance, Predicate<String> acceptable, OutgoingInstances answer) {
        if (acceptable.test(instance.transferSyntaxUID().value())) {
            return Optional.of(asKept(instance, answer));
        }
        return uncompressed(instance, acceptable)
                .map(target -> new SentInstance(instance, target.uid(), UnmadeContent.OF_INSTANCE));
    }

    /** What there is of {@link #anonymous}, known without any image. */
    public Optional<SentInstance> describedAnonymous(StoredInstance instance, Predicate<String> acceptable) {
        return uncompressed(instance, acceptable)
                .map(target -> new SentInstance(instance, target.uid(), UnmadeContent.OF_INSTANCE, true));
    }

    private static Optional<TransferSyntax> uncompressed(StoredInstance instance, Predicate<String> acceptable) {
        return Decompression.target(acceptable)
                .filter(target -> Decompression.decodes(
                        TransferSyntax.of(instance.transferSyntaxUID().value())));
    }

    private SentInstance asKept(StoredInstance instance, OutgoingInstances answer) {
        return new SentInstance(
                instance,
                instance.transferSyntaxUID().value(),
                answer.content(homes.keeper(instance), instance, false));
    }

    /**
     * An instance in a transfer syntax that is acceptable: in its own, or else uncompressed (PS3.18 8.7.3.4). Empty when it can be had in
     * none.
     *
     * @param answer with the end of which what was made for it goes
     * @throws UnrenderableException when it would have to be decompressed and cannot be
     * @throws InstanceUnavailable when who has it does not give it
     */
    public Optional<SentInstance> sent(StoredInstance instance, Predicate<String> acceptable, OutgoingInstances answer)
            throws UnrenderableException {
        Optional<TransferSyntax> target = Decompression.target(acceptable);
        InstanceKeeper keeper = homes.keeper(instance);
        Coming coming = Coming.AHEAD;
        if (acceptable.test(instance.transferSyntaxUID().value())) {
            coming = answer.coming(keeper, instance);
        } else if (target.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredInstance> used =
                coming == Coming.LATER ? Optional.empty() : use(keeper, instance, coming, answer);
        if (used.isEmpty()) {
            return Optional.of(asKept(instance, answer));
        }
        StoredInstance here = used.get();
        String own = here.transferSyntaxUID().value();
        if (acceptable.test(own)) {
            return Optional.of(new SentInstance(here, own, answer.content(keeper, here, true)));
        }
        try {
            return target.isEmpty()
                    ? Optional.empty()
                    : Optional.of(decompressed(here, target.get(), answer.delivery()));
        } finally {
            keeper.letGo(here);
        }
    }

    /** Empty where there is no room for it yet. */
    private static Optional<StoredInstance> use(
            InstanceKeeper keeper, StoredInstance instance, Coming coming, OutgoingInstances answer) {
        try {
            return Optional.of(keeper.use(instance));
        } catch (InstanceUnavailable why) {
            if (why.kind() == Kind.AWAY) {
                answer.isAway(keeper, why);
            }
            if (why.kind() == Kind.NO_ROOM && coming == Coming.AHEAD_IF_ROOM) {
                LOG.debug("{} is fetched while it is sent: {}", instance.uids().sopInstance(), why.getMessage());
                return Optional.empty();
            }
            throw why;
        }
    }

    private SentInstance decompressed(StoredInstance here, TransferSyntax target, Delivery delivery)
            throws UnrenderableException {
        try {
            return new SentInstance(here, target.uid(), made(decompressed.write(path(here), target), delivery));
        } catch (UnrenderableException unfit) {
            throw unfit;
        } catch (IOException failure) {
            LOG.error("cannot decompress {}", path(here), failure);
            throw new UnrenderableException("The instance could not be decompressed.", failure);
        }
    }

    private Path path(StoredInstance here) {
        return homes.keeper(here).path(here);
    }

    private DocumentContent made(Path file, Delivery delivery) throws IOException {
        InstanceContent content = new InstanceContent(file, Files.size(file));
        delivery.whenClosed(result -> decompressed.delete(file, content.length()));
        return content;
    }

    /**
     * An image without what says whose it is, uncompressed. Empty when that is not acceptable.
     *
     * @throws UnrenderableException when it cannot be had so, in words for whoever asks for it
     * @throws InstanceUnavailable when who has it does not give it
     */
    public Optional<SentInstance> anonymous(StoredInstance instance, Predicate<String> acceptable, Delivery delivery)
            throws UnrenderableException {
        Optional<TransferSyntax> target = Decompression.target(acceptable);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        try (HeldInstance held = new HeldInstance(homes.keeper(instance), instance)) {
            StoredInstance here = held.instance();
            Deidentification deidentification = new Deidentification(anonymousUids.others());
            Path file = decompressed.write(path(here), target.get(), deidentification::of);
            return Optional.of(new SentInstance(here, target.get().uid(), made(file, delivery), true));
        } catch (NotDeidentifiableException telling) {
            throw new UnrenderableException(String.valueOf(telling.getMessage()), telling);
        } catch (UnrenderableException unfit) {
            throw unfit;
        } catch (IOException failure) {
            LOG.error("cannot anonymize {}", path(instance), failure);
            throw new UnrenderableException("The instance could not be anonymized.", failure);
        }
    }
}
