package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.pixel.RenderedFrame;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.dicom.web.RenderingParameters;
import dev.xdsi.dicom.web.RenderingParameters.UnfitParameter;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.dicomweb.Pictures.Manner;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rendered resources and thumbnails (PS3.18 10.4.1.1.3, 10.4.1.1.4): a picture of each image, or one that stands for all; of a report alone what
 * is read of it.
 */
public final class RenderedAnswer {
    /** Raised whenever the same image is drawn otherwise than before: who has a picture of then asks again. */
    private static final String RULES = "2";

    private static final int MOST_PICTURES = 100;
    /** As what several pictures are sent. */
    private static final List<String> SEVERAL = List.of(Pictures.JPEG, Pictures.PNG);

    private static final Viewport THUMBNAIL = new Viewport(128, 128);

    private final Exchange exchange;
    private final Pictures pictures;
    private final Predicate<Oid> given;

    /** @param given the instances of the study, by their UIDs, that the caller may have */
    public RenderedAnswer(Exchange exchange, Pictures pictures, Predicate<Oid> given) {
        this.exchange = exchange;
        this.pictures = pictures;
        this.given = given;
    }

    /** One picture that is asked for: which frame of which image, 0 for the one that represents it. */
    private record Wanted(StoredInstance instance, int frame) {}

    public void thumbnail(List<SentInstance> all, List<Integer> frames, OpenDelivery delivery)
            throws Refused, IOException {
        if (frames.size() > 1) {
            throw Refused.badRequest("A thumbnail is of one frame.");
        }
        StoredInstance image = representative(images(all));
        Offer offer = offer(true, Pictures.TYPES);
        one(image, frames.isEmpty() ? 0 : frames.getFirst(), manner(THUMBNAIL, offer, image), delivery);
    }

    public void rendered(List<SentInstance> all, List<Integer> frames, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        StoredInstance first = all.getFirst().instance();
        if (all.size() == 1 && frames.isEmpty() && !Documents.types(first).isEmpty()) {
            document(first, delivery);
            return;
        }
        List<Wanted> wanted = images(all).stream()
                .flatMap(image ->
                        (frames.isEmpty() ? List.of(0) : frames).stream().map(frame -> new Wanted(image, frame)))
                .limit(MOST_PICTURES + 1L)
                .toList();
        if (wanted.size() > MOST_PICTURES) {
            throw new Refused(new HttpRefusal(
                    413,
                    "More than " + MOST_PICTURES + " pictures are not made at once; ask for a series, or for images."));
        }
        boolean one = wanted.size() == 1;
        Offer offer = offer(one, Pictures.TYPES);
        if (one
                && offer.type().equals(Pictures.GIF)
                && frames.isEmpty()
                && pictures.moves(wanted.getFirst().instance())) {
            offer = offer(true, SEVERAL);
        }
        Manner manner = manner(null, offer, wanted.getFirst().instance());
        if (wanted.size() == 1 && !offer.parts()) {
            one(wanted.getFirst().instance(), wanted.getFirst().frame(), manner, delivery);
        } else {
            several(wanted, manner, delivery, boundary);
        }
    }

    private void document(StoredInstance instance, OpenDelivery delivery) throws Refused, IOException {
        for (String name : RenderingParameters.NAMES) {
            if (exchange.parameter(name).isPresent()) {
                throw Refused.badRequest("A report has no " + name + ": that is for pictures.");
            }
        }
        pictures.documents().rendered(exchange, instance, delivery);
    }

    private static List<StoredInstance> images(List<SentInstance> all) throws Refused {
        List<StoredInstance> images = all.stream()
                .map(SentInstance::instance)
                .filter(instance -> all.size() == 1 || Pictures.isImage(instance))
                .toList();
        if (images.isEmpty()) {
            throw Refused.notAcceptable("There is no image in it; reports are rendered one at a time.");
        }
        return images;
    }

    /** From the middle of the first series of images. */
    private static StoredInstance representative(List<StoredInstance> images) {
        List<StoredInstance> first = images.stream()
                .filter(image ->
                        image.uids().series().equals(images.getFirst().uids().series()))
                .toList();
        return first.get((first.size() - 1) / 2);
    }

    /** @param alone the types in which one picture is sent without parts */
    private Offer offer(boolean one, List<String> alone) throws Refused {
        List<Offer> offers = new ArrayList<>();
        List<Offer> single = (one ? alone : SEVERAL)
                .stream().map(type -> Offer.single(type, "")).toList();
        if (one) {
            offers.addAll(single);
        }
        SEVERAL.forEach(type -> offers.add(Offer.parts(type, "")));
        if (!one) {
            // Who names only the type of the pictures gets several of them the only way there is.
            offers.addAll(single);
        }
        return exchange.accepted()
                .best(offers)
                .orElseThrow(() -> Refused.notAcceptable(
                        "This is sent as image/jpeg or image/png, and one frame alone as image/gif too."));
    }

    private Manner manner(@Nullable Viewport otherwise, Offer offer, StoredInstance image) throws Refused {
        try {
            return pictures.manner(
                    RenderingParameters.of(exchange::parameter, otherwise),
                    offer.type(),
                    image.uids().study(),
                    given);
        } catch (UnfitParameter unfit) {
            throw Refused.badRequest(String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * A picture that is the whole answer.
     *
     * @param frame from 1; 0 for the one that represents the image
     */
    public void one(StoredInstance instance, int frame, Manner manner, OpenDelivery delivery)
            throws Refused, IOException {
        EntityTag tag = tag(instance, manner);
        if (exchange.endsWithout(tag, delivery)) {
            return;
        }
        byte[] picture = pictures.picture(instance, frame, manner);
        SingleBody.of(manner.type(), tag, BulkData.of(picture))
                .send(exchange, delivery, instance.uids().sopInstance().value());
    }

    private static EntityTag tag(StoredInstance instance, Manner manner) {
        return EntityTag.strong(versions(Stream.of(instance), manner));
    }

    private void several(List<Wanted> wanted, Manner manner, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        EntityTag tag = EntityTag.weak(
                Stream.concat(Stream.of("parts"), versions(wanted.stream().map(Wanted::instance), manner)));
        if (exchange.endsWithout(tag, delivery)) {
            return;
        }
        List<Integer> numbers =
                wanted.stream().map(Wanted::frame).filter(number -> number > 0).toList();
        if (!numbers.isEmpty()) {
            pictures.require(wanted.getFirst().instance(), numbers);
        }
        if (!exchange.isNewer(tag) || exchange.isHead()) {
            exchange.endWithoutBody(delivery);
            return;
        }
        // Before the answer begins, so that it can still be another one.
        byte[] picture =
                pictures.picture(wanted.getFirst().instance(), wanted.getFirst().frame(), manner);
        Parts parts = Parts.begin(exchange, manner.type(), boundary);
        for (int i = 0; i < wanted.size(); i++) {
            Wanted next = wanted.get(i);
            picture = i == 0 ? picture : pictures.picture(next.instance(), next.frame(), manner);
            parts.next(manner.type(), "", "").write(picture);
            delivery.sent(next.instance().uids().sopInstance().value(), picture.length);
        }
        delivery.complete();
        parts.finish();
    }

    /** The same image in the same manner, drawn by the same rules and written by the same encoder, is the same picture. */
    private static Stream<String> versions(Stream<StoredInstance> images, Manner manner) {
        return Stream.concat(
                Stream.of(RULES, RenderedFrame.jpegEncoder(), manner.version()),
                images.map(image -> image.file().sha256()));
    }
}
