package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Instances as they are sent over the web (PS3.18 10.4.3.3.1): several as multipart, one alone also as {@code application/dicom}. */
public final class InstanceAnswer {
    private static final String DICOM = "application/dicom";

    private final Exchange exchange;
    private final boolean ofInstance;

    /** @param ofInstance whether one instance was asked for, which can come without multipart */
    public InstanceAnswer(Exchange exchange, boolean ofInstance) {
        this.exchange = exchange;
        this.ofInstance = ofInstance;
    }

    /** The transfer syntaxes that will do for an instance that is kept in one, the best first. */
    public List<String> syntaxes(String own) {
        return exchange
                .accepted()
                .ordered(Stream.of(own, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                        .distinct()
                        .flatMap(syntax -> offers(syntax).stream())
                        .toList())
                .stream()
                .map(Offer::transferSyntax)
                .distinct()
                .toList();
    }

    private List<Offer> offers(String syntax) {
        Offer parts = Offer.parts(DICOM, syntax);
        Offer alone = Offer.single(DICOM, syntax);
        if (!ofInstance) {
            return List.of(parts);
        }
        return exchange.isForRange() ? List.of(alone, parts) : List.of(parts, alone);
    }

    /**
     * Sends them.
     *
     * @param unacceptable how many more there are that the caller cannot take
     */
    public void send(List<SentInstance> instances, int unacceptable, OpenDelivery delivery, UUID boundary)
            throws IOException {
        if (ofInstance && isAlone(instances.getFirst(), exchange.accepted())) {
            alone(instances.getFirst(), delivery);
            return;
        }
        if (!exchange.isNewer(tagOfParts(instances))) {
            delivery.complete();
            return;
        }
        HttpServletResponse response = exchange.response();
        DicomParts parts = new DicomParts(instances, boundary);
        response.setStatus(unacceptable == 0 ? HttpServletResponse.SC_OK : HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setContentType(parts.contentType());
        if (parts.length() >= 0) {
            response.setContentLengthLong(parts.length());
        }
        if (exchange.isHead()) {
            exchange.endWithoutBody(delivery);
        } else {
            parts.writeTo(exchange, delivery);
        }
    }

    private boolean isAlone(SentInstance instance, AcceptedTypes accepted) {
        return accepted.best(offers(instance.transferSyntaxUID()))
                .filter(best -> !best.parts())
                .isPresent();
    }

    private void alone(SentInstance instance, OpenDelivery delivery) throws IOException {
        String type = DICOM + "; transfer-syntax=" + instance.transferSyntaxUID();
        alone(exchange, instance, type, delivery);
    }

    /** Whether of these only the head is sent, or nothing, since the client has that version. */
    public boolean endsWithoutBody(List<SentInstance> described) {
        if (described.isEmpty()) {
            return true;
        }
        return exchange.endsWithoutBody(
                ofInstance && isAlone(described.getFirst(), exchange.accepted())
                        ? tag(described.getFirst())
                        : tagOfParts(described));
    }

    private static EntityTag tagOfParts(List<SentInstance> instances) {
        return EntityTag.weak(
                Stream.concat(Stream.of("parts"), instances.stream().map(InstanceAnswer::version)));
    }

    /** The same of one that is the whole answer. */
    public static boolean endsWithoutBody(Exchange exchange, SentInstance described) {
        return exchange.endsWithoutBody(tag(described));
    }

    private static EntityTag tag(SentInstance instance) {
        return EntityTag.strong(Stream.of(version(instance)));
    }

    /** One instance, or a range of its bytes. */
    public static void alone(Exchange exchange, SentInstance instance, String type, OpenDelivery delivery)
            throws IOException {
        SingleBody.of(type, tag(instance), instance.content())
                .send(
                        exchange,
                        delivery,
                        instance.instance().uids().sopInstance().value());
    }

    private static String version(SentInstance instance) {
        return instance.instance().uids().sopInstance() + " "
                + instance.instance().file().sha256() + " " + instance.transferSyntaxUID()
                + (instance.anonymous() ? " anonymous" : "");
    }
}
