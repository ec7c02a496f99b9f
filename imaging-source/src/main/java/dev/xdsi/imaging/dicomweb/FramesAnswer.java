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
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    /** All frames that there are. */
    void sendAll(StoredInstance instance, OpenDelivery delivery, UUID boundary) throws Refused, IOException {
        int count = frames(instance).all().size();
        send(instance, IntStream.rangeClosed(1, count).boxed().toList(), delivery, boundary);
    }

    public void send(StoredInstance instance, List<Integer> numbers, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Frames frames = frames(instance);
        int count = frames.all().size();
        if (numbers.stream().anyMatch(number -> number < 1 || number > count)) {
            throw new Refused(new HttpRefusal(404, "The instance has " + count + " frames, and not all of those."));
        }
        Offer offer = offer(frames.transferSyntaxUID(), numbers.size() == 1);
        EntityTag tag = EntityTag.strong(
                Stream.of(instance.file().sha256(), numbers.toString(), offer.type(), offer.transferSyntax()));
        try {
            Chosen chosen = new Chosen(instance, frames, offer);
            if (offer.parts()) {
                parts(chosen, numbers, new EntityTag(tag.hash(), true), delivery, boundary);
            } else {
                alone(chosen, numbers.getFirst(), tag, delivery);
            }
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        } catch (BusyException busy) {
            throw new Refused(HttpRefusal.of(busy));
        }
    }

    private record Chosen(StoredInstance instance, Frames frames, Offer offer) {
        boolean isDecoded() {
            return !offer.transferSyntax().equals(frames.transferSyntaxUID())
                    && !offer.transferSyntax().equals(FrameTypes.syntaxOf(frames.transferSyntaxUID()));
        }

        Frames.Frame frame(int number) {
            return frames.all().get(number - 1);
        }
    }

    private Frames frames(StoredInstance instance) throws Refused, IOException {
        try {
            return archive.frames(instance);
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    private Offer offer(String syntax, boolean one) throws Refused {
        List<Offer> parts = Stream.of(
                        Offer.parts(FrameTypes.of(syntax), FrameTypes.syntaxOf(syntax)),
                        Offer.parts(BYTES, syntax),
                        Offer.parts(BYTES, UID.ExplicitVRLittleEndian))
                .distinct()
                .toList();
        List<Offer> alone = one
                ? parts.stream()
                        .map(offer -> Offer.single(offer.type(), offer.transferSyntax()))
                        .toList()
                : List.of();
        List<Offer> all = new ArrayList<>(exchange.isForRange() ? alone : parts);
        all.addAll(exchange.isForRange() ? parts : alone);
        return exchange.accepted()
                .best(all)
                .orElseThrow(() -> Refused.notAcceptable("These frames are sent as " + parts.getFirst() + " or as "
                        + parts.getLast() + (one ? ", one of them without multipart too." : ".")));
    }

    private void alone(Chosen chosen, int number, EntityTag tag, OpenDelivery delivery)
            throws BusyException, IOException {
        Offer offer = chosen.offer();
        BulkData frame = bytes(chosen, number);
        SingleBody.of(offer.type() + "; transfer-syntax=" + offer.transferSyntax(), tag, frame)
                .send(exchange, delivery, chosen.instance().uids().sopInstance().value());
    }

    private void parts(Chosen chosen, List<Integer> numbers, EntityTag tag, OpenDelivery delivery, UUID boundary)
            throws BusyException, IOException {
        if (!exchange.isNewer(tag) || exchange.isHead()) {
            delivery.complete();
            return;
        }
        // Before the answer begins, so that it can still be another one.
        BulkData frame = bytes(chosen, numbers.getFirst());
        Offer offer = chosen.offer();
        Parts parts = Parts.begin(exchange, offer.type(), boundary);
        long sent = 0;
        for (int i = 0; i < numbers.size(); i++) {
            frame = i == 0 ? frame : bytes(chosen, numbers.get(i));
            parts.next(offer.type(), offer.transferSyntax(), "");
            try (OutgoingBytes bytes = OutgoingBytes.of(frame, exchange)) {
                bytes.send(frame.length());
            }
            sent += frame.length();
        }
        delivery.sent(chosen.instance().uids().sopInstance().value(), sent);
        delivery.complete();
        parts.finish();
    }

    private BulkData bytes(Chosen chosen, int number) throws BusyException, IOException {
        Frames.Frame frame = chosen.frame(number);
        if (!chosen.isDecoded()) {
            return frame;
        }
        DicomFile image = Part10.read(archive.file(chosen.instance()));
        return room.work(image, number, frame, encoded -> BulkData.of(Decompression.decoded(encoded)));
    }
}
