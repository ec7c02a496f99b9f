package dev.xdsi.imaging.dicomweb;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Instances as {@code multipart/related; type="application/dicom"} (PS3.18 8.6.1.2.1), of known length and streamed from disk. */
public final class DicomParts {
    private static final int BUFFER = 128 << 10;

    private final InstanceArchive archive;
    private final List<StoredInstance> instances;
    private final String boundary;

    public DicomParts(InstanceArchive archive, List<StoredInstance> instances, UUID boundary) {
        this.archive = archive;
        this.instances = instances;
        this.boundary = boundary.toString();
    }

    public String contentType() {
        return "multipart/related; type=\"application/dicom\"; boundary=\"" + boundary + "\"";
    }

    public long length() {
        long length = end().length;
        for (StoredInstance instance : instances) {
            length += start(instance).length + instance.file().length();
        }
        return length;
    }

    /** Writes all parts; tells the delivery of each that has left, and closes it before the end is written. */
    public void writeTo(OutputStream out, OpenDelivery delivery) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (StoredInstance instance : instances) {
            out.write(start(instance));
            copy(instance, out, buffer);
            delivery.sent(instance.uids().sopInstance().value(), instance.file().length());
        }
        // What cannot be recorded must not look complete.
        delivery.complete();
        out.write(end());
        out.flush();
    }

    private void copy(StoredInstance instance, OutputStream out, byte[] buffer) throws IOException {
        try (InputStream in = archive.content(instance).open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private byte[] start(StoredInstance instance) {
        return ascii("\r\n--" + boundary + "\r\nContent-Type: application/dicom; transfer-syntax="
                + instance.transferSyntaxUID() + "\r\nContent-Length: "
                + instance.file().length() + "\r\n\r\n");
    }

    private byte[] end() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
