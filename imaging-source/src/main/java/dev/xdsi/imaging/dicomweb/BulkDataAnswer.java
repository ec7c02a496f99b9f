package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.json.BulkDataPath;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.metadata.MetadataJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The values that metadata leave out (PS3.18 10.4.1.1.5): one with its ranges, or all as parts. Compressed pixels are had as their frames. */
public final class BulkDataAnswer {
    private static final Set<Integer> PIXELS = Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData);
    private static final String BYTES = "application/octet-stream";
    private static final Offer ALONE = Offer.single(BYTES, UID.ExplicitVRLittleEndian);
    private static final Offer PARTS = Offer.parts(BYTES, UID.ExplicitVRLittleEndian);

    private final Exchange exchange;
    private final InstanceArchive archive;
    private final URI base;

    public BulkDataAnswer(Exchange exchange, InstanceArchive archive, URI base) {
        this.exchange = exchange;
        this.archive = archive;
        this.base = base;
    }

    /** One value of an instance. */
    public void send(StoredInstance instance, String path, OpenDelivery delivery, FramesAnswer frames, UUID boundary)
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
            frames.sendAll(instance, delivery, boundary);
            return;
        }
        Offer offer = exchange.accepted()
                .best(exchange.isForRange() ? List.of(ALONE, PARTS) : List.of(PARTS, ALONE))
                .orElseThrow(() -> Refused.notAcceptable("Bulk data are sent as " + ALONE + " or as " + PARTS + "."));
        EntityTag tag = EntityTag.strong(Stream.of(instance.file().sha256(), path));
        String uid = instance.uids().sopInstance().value();
        if (!offer.parts()) {
            SingleBody.of(BYTES, tag, data).send(exchange, delivery, uid);
        } else if (!exchange.isNewer(new EntityTag(tag.hash(), true)) || exchange.isHead()) {
            delivery.complete();
        } else {
            Parts parts = Parts.begin(exchange, BYTES, boundary);
            data.transferTo(parts.next(BYTES, UID.ExplicitVRLittleEndian, ""));
            delivery.sent(uid, data.length());
            delivery.complete();
            parts.finish();
        }
    }

    /** All values of instances, each a part that says where it is had alone. */
    public void sendAll(List<SentInstance> instances, boolean pixelsOnly, OpenDelivery delivery, UUID boundary)
            throws Refused, IOException {
        if (exchange.accepted().best(List.of(PARTS)).isEmpty()) {
            throw Refused.notAcceptable("Bulk data of several values are sent as " + PARTS + ".");
        }
        EntityTag tag = EntityTag.weak(instances.stream()
                .map(one -> one.instance().uids() + one.instance().file().sha256()));
        if (!exchange.isNewer(tag) || exchange.isHead()) {
            delivery.complete();
            return;
        }
        Parts parts = Parts.begin(exchange, BYTES, boundary);
        for (SentInstance one : instances) {
            StoredInstance instance = one.instance();
            DicomFile file = Part10.read(archive.file(instance));
            write("", file.dataSet(), new OfInstance(instance, file, pixelsOnly), parts);
            delivery.sent(instance.uids().sopInstance().value(), 0);
        }
        delivery.complete();
        parts.finish();
    }

    private record OfInstance(StoredInstance instance, DicomFile file, boolean pixelsOnly) {}

    private void write(String path, Attributes item, OfInstance of, Parts parts) throws IOException {
        for (Element element : item) {
            String here = path + Tags.toHex(element.tag());
            if (element.value() instanceof Value.Items(List<Attributes> items) && !of.pixelsOnly()) {
                for (int i = 0; i < items.size(); i++) {
                    write(here + "/" + i + "/", items.get(i), of, parts);
                }
            } else if (MetadataJson.isBulk(element)
                    && element.vr().isBytes()
                    && (!of.pixelsOnly() || PIXELS.contains(element.tag()))) {
                write(element.value(), base + "/" + of.instance().uids().path() + "/bulkdata/" + here, of, parts);
            }
        }
    }

    private static void write(Value value, String location, OfInstance of, Parts parts) throws IOException {
        switch (value) {
            case Value.Inline inline ->
                part(parts, location, UID.ExplicitVRLittleEndian).write(inline.bytes());
            case Value.Bulk(BulkData bulk) -> bulk.transferTo(part(parts, location, UID.ExplicitVRLittleEndian));
            case Value.Fragments(List<BulkData> items) -> {
                OutputStream out =
                        part(parts, location, of.file().transferSyntax().uid());
                for (BulkData fragment : items.subList(Math.min(1, items.size()), items.size())) {
                    fragment.transferTo(out);
                }
            }
            case Value.Items ignored -> throw new IllegalStateException("items are no bulk data");
        }
    }

    private static OutputStream part(Parts parts, String location, String syntax) throws IOException {
        return parts.next(BYTES, syntax, location);
    }
}
