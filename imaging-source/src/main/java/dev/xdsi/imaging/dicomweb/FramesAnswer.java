package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.Decompression;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.dicom.web.FrameTypes;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Frames of an instance (PS3.18 10.4.1.1.6) as they lie in its file, or decoded for who takes no others: one alone, or each as a part. */
public final class FramesAnswer {
    private static final String BYTES = FrameTypes.OCTET_STREAM;

    private final Exchange exchange;
    private final InstanceArchive archive;
    private final RenderingRoom room;

    public FramesAnswer(Exchange exchange, InstanceArchive archive, RenderingRoom room) {
        this.exchange = exchange;
        this.archive = archive;
        this.room = room;
    }

    /** How the frames of an image are read, where they must be decoded. */
    @FunctionalInterface
    private interface ImageReader {
        DicomFile read() throws IOException;
    }

    /** All frames of an image that an instance is or has. */
    void sendAll(StoredInstance instance, DicomFile image, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Frames frames = known(() -> Frames.of(image));
        List<Integer> all =
                IntStream.rangeClosed(1, frames.all().size()).boxed().toList();
        send(new Source(instance, frames, () -> image), all, delivery, boundary);
    }

    public void send(StoredInstance instance, List<Integer> numbers, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Optional<EntityTag> tag = bestOf(offers(instance.transferSyntaxUID().value(), numbers.size() == 1))
                .map(offer -> tag(instance, numbers, offer));
        if (tag.isPresent() && exchange.endsWithout(tag.get(), delivery)) {
            return;
        }
        try (HeldInstance held = archive.hold(instance)) {
            sendHeld(held.instance(), numbers, delivery, boundary);
        }
    }

    private void sendHeld(StoredInstance instance, List<Integer> numbers, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Frames frames = known(() -> archive.frames(instance));
        int count = frames.all().size();
        if (numbers.stream().anyMatch(number -> number < 1 || number > count)) {
            throw new Refused(new HttpRefusal(404, "The instance has " + count + " frames, and not all of those."));
        }
        send(new Source(instance, frames, () -> Part10.read(archive.file(instance))), numbers, delivery, boundary);
    }

    private void send(Source source, List<Integer> numbers, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Offer offer = offer(source.frames().transferSyntaxUID(), numbers.size() == 1);
        EntityTag tag = tag(source.instance(), numbers, offer);
        Chosen chosen = new Chosen(source, offer);
        if (offer.parts()) {
            parts(chosen, numbers, tag, delivery, boundary);
        } else {
            alone(chosen, numbers.getFirst(), tag, delivery);
        }
    }

    private static EntityTag tag(StoredInstance instance, List<Integer> numbers, Offer offer) {
        EntityTag strong = EntityTag.strong(Stream.of(instance.file().sha256(), numbers.toString(), offer.toString()));
        return offer.parts() ? new EntityTag(strong.hash(), true) : strong;
    }

    /** How frames in a transfer syntax are sent as parts beside others; empty where the client takes none. */
    Optional<Offer> offerOfParts(String syntax, Predicate<Offer> fit) {
        return exchange.accepted().best(partsOf(syntax).stream().filter(fit).toList());
    }

    /**
     * Writes all frames of an image as parts beside others.
     *
     * @param places where each is had alone, by its number
     * @return how many bytes they have
     */
    long write(Parts parts, DicomFile image, Offer offer, IntFunction<String> places, StoredInstance instance)
            throws Refused, IOException {
        Frames frames = known(() -> Frames.of(image));
        Chosen chosen = new Chosen(new Source(instance, frames, () -> image), offer);
        long sent = 0;
        for (int number = 1; number <= frames.all().size(); number++) {
            BulkData frame = bytes(chosen, number);
            write(parts, frame, offer, places.apply(number));
            sent += frame.length();
        }
        return sent;
    }

    private record Source(StoredInstance instance, Frames frames, ImageReader image) {}

    private record Chosen(Source source, Offer offer) {
        boolean isDecoded() {
            String kept = source.frames().transferSyntaxUID();
            return !offer.transferSyntax().equals(kept)
                    && !offer.transferSyntax().equals(FrameTypes.syntaxOf(kept));
        }

        Frames.Frame frame(int number) {
            return source.frames().all().get(number - 1);
        }

        String sopInstanceUID() {
            return source.instance().uids().sopInstance().value();
        }
    }

    /** What is known of frames, or why nothing is. */
    @FunctionalInterface
    private interface FramesReader {
        Frames read() throws IOException;
    }

    private static Frames known(FramesReader frames) throws Refused, IOException {
        try {
            return frames.read();
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    private static List<Offer> partsOf(String syntax) {
        return Stream.of(
                        Offer.parts(FrameTypes.of(syntax), FrameTypes.syntaxOf(syntax)),
                        Offer.parts(BYTES, syntax),
                        Offer.parts(BYTES, UID.ExplicitVRLittleEndian))
                .distinct()
                .toList();
    }

    private Offer offer(String syntax, boolean one) throws Refused {
        List<Offer> parts = partsOf(syntax);
        return bestOf(offers(syntax, one))
                .orElseThrow(() -> Refused.notAcceptable("These frames are sent as " + parts.getFirst() + " or as "
                        + parts.getLast() + (one ? ", one of them without multipart too." : ".")));
    }

    private Optional<Offer> bestOf(List<Offer> offers) {
        return exchange.accepted().best(offers);
    }

    private List<Offer> offers(String syntax, boolean one) {
        List<Offer> parts = partsOf(syntax);
        List<Offer> alone = one
                ? parts.stream()
                        .map(offer -> Offer.single(offer.type(), offer.transferSyntax()))
                        .toList()
                : List.of();
        List<Offer> all = new ArrayList<>(exchange.isForRange() ? alone : parts);
        all.addAll(exchange.isForRange() ? parts : alone);
        return all;
    }

    private void alone(Chosen chosen, int number, EntityTag tag, OpenDelivery delivery) throws Refused, IOException {
        Offer offer = chosen.offer();
        BulkData frame = bytes(chosen, number);
        SingleBody.of(offer.type() + "; transfer-syntax=" + offer.transferSyntax(), tag, frame)
                .send(exchange, delivery, chosen.sopInstanceUID());
    }

    private void parts(Chosen chosen, List<Integer> numbers, EntityTag tag, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        if (!exchange.isNewer(tag) || exchange.isHead()) {
            exchange.endWithoutBody(delivery);
            return;
        }
        // Before the answer begins, so that it can still be another one.
        BulkData frame = bytes(chosen, numbers.getFirst());
        Offer offer = chosen.offer();
        Parts parts = Parts.begin(exchange, offer.type(), boundary);
        long sent = 0;
        for (int i = 0; i < numbers.size(); i++) {
            frame = i == 0 ? frame : bytes(chosen, numbers.get(i));
            write(parts, frame, offer, "");
            sent += frame.length();
        }
        delivery.sent(chosen.sopInstanceUID(), sent);
        delivery.complete();
        parts.finish();
    }

    private void write(Parts parts, BulkData frame, Offer offer, String place) throws IOException {
        parts.next(offer.type(), offer.transferSyntax(), place);
        try (OutgoingBytes bytes = OutgoingBytes.of(frame, exchange)) {
            bytes.send(frame.length());
        }
    }

    private BulkData bytes(Chosen chosen, int number) throws Refused, IOException {
        Frames.Frame frame = chosen.frame(number);
        if (!chosen.isDecoded()) {
            return frame;
        }
        try {
            return room.work(
                    () -> new RenderingRoom.Chosen(chosen.source().image().read(), number, frame),
                    encoded -> BulkData.of(Decompression.decoded(encoded)));
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        } catch (BusyException busy) {
            throw new Refused(HttpRefusal.of(busy));
        }
    }
}
