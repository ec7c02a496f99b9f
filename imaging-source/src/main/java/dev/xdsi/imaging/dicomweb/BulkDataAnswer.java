package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.BulkDataPath;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.metadata.MetadataJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values that metadata leave out (PS3.18 10.4.1.1.5): one with its ranges, or all as parts. Compressed pixels are had as their frames, each a part. */
public final class BulkDataAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDataAnswer.class);
    private static final Set<Integer> PIXELS = Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData);
    private static final String BYTES = "application/octet-stream";
    private static final Offer ALONE = Offer.single(BYTES, UID.ExplicitVRLittleEndian);
    private static final Offer PARTS = Offer.parts(BYTES, UID.ExplicitVRLittleEndian);

    private final Exchange exchange;
    private final InstanceArchive archive;
    private final URI base;
    private final FramesAnswer frames;

    public BulkDataAnswer(Exchange exchange, InstanceArchive archive, URI base, FramesAnswer frames) {
        this.exchange = exchange;
        this.archive = archive;
        this.base = base;
        this.frames = frames;
    }

    /** One value of an instance. */
    public void send(StoredInstance instance, String path, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        Optional<EntityTag> known = offerOfOne().map(offer -> tag(instance, path, offer));
        if (known.isPresent() && exchange.endsWithout(known.get(), delivery)) {
            return;
        }
        try (HeldInstance held = archive.hold(instance)) {
            sendHeld(held.instance(), path, delivery, boundary);
        }
    }

    private Optional<Offer> offerOfOne() {
        return exchange.accepted().best(exchange.isForRange() ? List.of(ALONE, PARTS) : List.of(PARTS, ALONE));
    }

    private static EntityTag tag(StoredInstance instance, String path, Offer offer) {
        EntityTag strong = EntityTag.strong(Stream.of(instance.file().sha256(), path, offer.toString()));
        return offer.parts() ? new EntityTag(strong.hash(), true) : strong;
    }

    private void sendHeld(StoredInstance instance, String path, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        DicomFile file = Part10.read(archive.file(instance));
        Element element = BulkDataPath.find(file.dataSet(), path)
                .filter(found -> found.vr().isBytes())
                .orElseThrow(Refused::notFound);
        BulkData data = switch (element.value()) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk;
            case Value.Fragments ignored -> null;
            case Value.Items ignored -> throw Refused.notFound();
        };
        if (data == null) {
            Attributes holder = BulkDataPath.holder(file.dataSet(), path).orElseThrow(Refused::notFound);
            frames.sendAll(instance, imageOf(file, holder), delivery, boundary);
            return;
        }
        Offer offer = offerOfOne()
                .orElseThrow(() -> Refused.notAcceptable("Bulk data are sent as " + ALONE + " or as " + PARTS + "."));
        EntityTag tag = tag(instance, path, offer);
        String uid = instance.uids().sopInstance().value();
        if (!offer.parts()) {
            SingleBody.of(BYTES, tag, data).send(exchange, delivery, uid);
        } else if (!exchange.isNewer(tag) || exchange.isHead()) {
            exchange.endWithoutBody(delivery);
        } else {
            Parts parts = Parts.begin(exchange, BYTES, boundary);
            data.transferTo(parts.next(BYTES, UID.ExplicitVRLittleEndian, ""));
            delivery.sent(uid, data.length());
            delivery.complete();
            parts.finish();
        }
    }

    /** The image that a data set is, or an item of it, as an icon is. */
    private static DicomFile imageOf(DicomFile file, Attributes item) {
        return new DicomFile(file.fileMeta(), file.transferSyntax(), item, file.dataSetOffset());
    }

    /** All values of instances, each a part that says where it is had alone. */
    public void sendAll(List<SentInstance> instances, boolean pixelsOnly, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        List<Offer> offers = offers(instances, pixelsOnly);
        EntityTag tag = EntityTag.weak(Stream.concat(
                offers.stream().map(Offer::toString),
                instances.stream()
                        .map(one ->
                                one.instance().uids() + one.instance().file().sha256())));
        if (!exchange.isNewer(tag) || exchange.isHead()) {
            exchange.endWithoutBody(delivery);
            return;
        }
        Parts parts = Parts.begin(exchange, offers.getFirst().type(), boundary);
        for (int i = 0; i < instances.size(); i++) {
            try (HeldInstance held = archive.hold(instances.get(i).instance())) {
                StoredInstance instance = held.instance();
                DicomFile file = Part10.read(held.file());
                OfInstance of = new OfInstance(instance, file, offers.get(i), pixelsOnly, parts);
                delivery.sent(instance.uids().sopInstance().value(), write("", file.dataSet(), of));
            }
        }
        delivery.complete();
        parts.finish();
    }

    /** As what the pixels of each are sent. Of several values some are bytes whatever the pixels are, so that all are sent as these. */
    private List<Offer> offers(List<SentInstance> instances, boolean pixelsOnly) throws Refused {
        if (!pixelsOnly && exchange.accepted().best(List.of(PARTS)).isEmpty()) {
            throw Refused.notAcceptable("Bulk data of several values are sent as " + PARTS + ".");
        }
        List<Offer> offers = new ArrayList<>();
        for (SentInstance one : instances) {
            String syntax = one.instance().transferSyntaxUID().value();
            offers.add((TransferSyntax.of(syntax).encapsulated()
                            ? frames.offerOfParts(
                                    syntax, offer -> pixelsOnly || offer.type().equals(BYTES))
                            : exchange.accepted().best(List.of(PARTS)))
                    .orElseThrow(() -> Refused.notAcceptable("Not all of these are sent so; native pixels are sent as "
                            + PARTS + ", and compressed ones as they are kept too.")));
        }
        return offers;
    }

    /** @param pixels as what compressed ones are sent */
    private record OfInstance(StoredInstance instance, DicomFile file, Offer pixels, boolean pixelsOnly, Parts parts) {}

    /** How many bytes there are. */
    private long write(String path, Attributes item, OfInstance of) throws Refused, IOException {
        long sent = 0;
        for (Element element : item) {
            String here = path + Tags.toHex(element.tag());
            if (element.value() instanceof Value.Items(List<Attributes> items) && !of.pixelsOnly()) {
                for (int i = 0; i < items.size(); i++) {
                    sent += write(here + "/" + i + "/", items.get(i), of);
                }
            } else if (MetadataJson.isBulk(element)
                    && element.vr().isBytes()
                    && (!of.pixelsOnly() || PIXELS.contains(element.tag()))) {
                sent += value(here, item, element.value(), of);
            }
        }
        return sent;
    }

    private long value(String path, Attributes item, Value value, OfInstance of) throws Refused, IOException {
        String instance = base + "/" + of.instance().uids().path();
        BulkData data = switch (value) {
            case Value.Inline inline -> BulkData.of(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk;
            case Value.Fragments ignored -> null;
            case Value.Items ignored -> throw new IllegalStateException("items are no bulk data");
        };
        String place = instance + "/bulkdata/" + path;
        if (data != null) {
            data.transferTo(of.parts().next(BYTES, UID.ExplicitVRLittleEndian, place));
            return data.length();
        }
        DicomFile image = imageOf(of.file(), item);
        if (isUndivided(image)
                && of.pixels().transferSyntax().equals(image.transferSyntax().uid())) {
            long sent = 0;
            OutputStream out = of.parts().next(of.pixels().type(), of.pixels().transferSyntax(), place);
            for (BulkData fragment : image.pixelFragments()) {
                fragment.transferTo(out);
                sent += fragment.length();
            }
            return sent;
        }
        return frames.write(
                of.parts(),
                image,
                of.pixels(),
                number -> path.indexOf('/') < 0 ? instance + "/frames/" + number : place,
                of.instance());
    }

    /** One stream for all frames, as a video is (PS3.5 8.2.5 and further): as it is kept it is had whole. */
    private static boolean isUndivided(DicomFile image) throws IOException {
        try {
            Frames.of(image);
            return false;
        } catch (UnrenderableException undivided) {
            LOG.debug("pixels of {} are sent whole: {}", image.transferSyntax().uid(), undivided.getMessage());
            return true;
        }
    }
}
