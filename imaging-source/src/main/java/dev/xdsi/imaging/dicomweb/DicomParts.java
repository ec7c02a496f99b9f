package dev.xdsi.imaging.dicomweb;

import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Instances as {@code multipart/related; type="application/dicom"} (PS3.18 8.6.1.2.1), of known length and streamed from disk. */
public final class DicomParts {
    private final List<SentInstance> instances;
    private final String boundary;

    public DicomParts(List<SentInstance> instances, UUID boundary) {
        this.instances = instances;
        this.boundary = boundary.toString();
    }

    public String contentType() {
        return "multipart/related; type=\"application/dicom\"; boundary=\"" + boundary + "\"";
    }

    /** In bytes; -1 where it is not known of one of them that is only described. */
    public long length() {
        long length = end().length;
        for (SentInstance instance : instances) {
            if (instance.content().length() < 0) {
                return -1;
            }
            length += start(instance).length + instance.content().length();
        }
        return length;
    }

    /** Writes all parts; tells the delivery of each that has left, and closes it before the end is written. */
    public void writeTo(Exchange exchange, OpenDelivery delivery) throws IOException {
        OutputStream out = exchange.body();
        for (SentInstance instance : instances) {
            out.write(start(instance));
            try (OutgoingBytes bytes = OutgoingBytes.of(instance.content(), exchange)) {
                bytes.send(instance.content().length());
            }
            delivery.sent(
                    instance.instance().uids().sopInstance().value(),
                    instance.content().length());
        }
        // What cannot be recorded must not look complete.
        delivery.complete();
        out.write(end());
        out.flush();
    }

    private byte[] start(SentInstance instance) {
        return ascii("\r\n--" + boundary + "\r\nContent-Type: application/dicom; transfer-syntax="
                + instance.transferSyntaxUID() + "\r\nContent-Length: "
                + instance.content().length() + "\r\n\r\n");
    }

    private byte[] end() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
