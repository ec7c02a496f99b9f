package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.dicom.xml.NativeDicomModel;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUids;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.imaging.metadata.InstanceMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Metadata of instances (PS3.18 10.4.1.1.2) as they were written when the instances came: one JSON array, or an XML document for each. */
public final class MetadataAnswer {
    public static final String DICOM_JSON = "application/dicom+json";
    public static final String JSON = "application/json";
    public static final String DICOM_XML = "application/dicom+xml";
    /** What this actor wrote itself, as large as it may be. */
    private static final JsonLimits OWN = new JsonLimits(Integer.MAX_VALUE, 20_000_000, 64);

    private static final List<Offer> OFFERS =
            List.of(Offer.single(DICOM_JSON, ""), Offer.single(JSON, ""), Offer.parts(DICOM_XML, ""));

    private final Exchange exchange;
    private final InstanceArchive archive;
    private final String base;

    /** @param base of the DICOMweb resources */
    public MetadataAnswer(Exchange exchange, InstanceArchive archive, URI base) {
        this.exchange = exchange;
        this.archive = archive;
        this.base = base.toString();
    }

    /** How data sets are sent to who accepts that: as JSON, or each as a part in XML. */
    public static Optional<Offer> offer(AcceptedTypes accepted) {
        return accepted.best(OFFERS);
    }

    /** Sends the metadata of these instances, which are on record as sent. */
    public void send(List<SentInstance> instances, OpenDelivery delivery, UUID boundary) throws Refused, IOException {
        Offer offer = offer(exchange.accepted())
                .orElseThrow(
                        () -> Refused.notAcceptable(
                                "Metadata are sent as application/dicom+json or as multipart/related; type=\"application/dicom+xml\"."));
        if (!exchange.isNewer(version(instances, offer)) || exchange.isHead()) {
            exchange.endWithoutBody(delivery);
            return;
        }
        if (offer.parts()) {
            xml(instances, delivery, boundary);
        } else {
            json(instances, offer.type(), delivery);
        }
    }

    private EntityTag version(List<SentInstance> instances, Offer offer) {
        return EntityTag.weak(Stream.concat(
                Stream.of(base, offer.toString()),
                instances.stream()
                        .map(one -> one.instance().uids().path()
                                + one.instance().file().sha256())));
    }

    private void json(List<SentInstance> instances, String type, OpenDelivery delivery) throws IOException {
        exchange.response().setContentType(type);
        OutputStream out = exchange.body();
        boolean[] first = {true};
        out.write('[');
        archive.metadata(uids(instances), metadata -> {
            if (!first[0]) {
                out.write(',');
            }
            first[0] = false;
            metadata.writeTo(out, base);
        });
        left(instances, delivery);
        out.write(']');
    }

    private void xml(List<SentInstance> instances, OpenDelivery delivery, UUID boundary) throws IOException {
        Parts parts = Parts.begin(exchange, DICOM_XML, boundary);
        archive.metadata(uids(instances), metadata -> writeXml(metadata, parts.next(DICOM_XML, "", "")));
        left(instances, delivery);
        parts.finish();
    }

    private static List<InstanceUids> uids(List<SentInstance> instances) {
        return instances.stream().map(one -> one.instance().uids()).toList();
    }

    /** What cannot be recorded must not look complete. */
    private static void left(List<SentInstance> instances, OpenDelivery delivery) {
        instances.forEach(
                one -> delivery.sent(one.instance().uids().sopInstance().value(), 0));
        delivery.complete();
    }

    private void writeXml(InstanceMetadata metadata, OutputStream out) throws IOException {
        try (InputStreamReader json = new InputStreamReader(metadata.open(), StandardCharsets.UTF_8)) {
            Attributes dataSet = DicomJson.read(json, OWN, uri -> Optional.of(new Elsewhere(base + "/" + uri)));
            NativeDicomModel.write(dataSet, out, LINKS);
        }
    }

    private static final BulkDataUris LINKS = (path, element) ->
            element.value() instanceof Value.Bulk(Elsewhere there) ? Optional.of(there.uri()) : Optional.empty();

    /** A value of which only the address is known. */
    private record Elsewhere(String uri) implements BulkData {
        @Override
        public long length() {
            return 1;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("the value is not here");
        }
    }
}
