package dev.xdsi.imaging.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A multipart body that is written while its parts are made (PS3.18 8.6.1.2.1); it ends only by {@link #finish}, so that half of it is no answer. */
final class Parts {
    private final OutputStream out;
    private final String boundary;

    private Parts(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /** @param type of the parts */
    static Parts begin(Exchange exchange, String type, UUID boundary) throws IOException {
        exchange.response().setContentType("multipart/related; type=\"" + type + "\"; boundary=\"" + boundary + "\"");
        return new Parts(exchange.body(), boundary.toString());
    }

    /**
     * Where the bytes of the next part go.
     *
     * @param transferSyntax of the part, or empty
     * @param location where it is had alone, or empty
     */
    OutputStream next(String type, String transferSyntax, String location) throws IOException {
        String syntax = transferSyntax.isEmpty() ? "" : "; transfer-syntax=" + transferSyntax;
        String place = location.isEmpty() ? "" : "Content-Location: " + location + "\r\n";
        ascii("\r\n--" + boundary + "\r\nContent-Type: " + type + syntax + "\r\n" + place + "\r\n");
        return out;
    }

    void finish() throws IOException {
        ascii("\r\n--" + boundary + "--\r\n");
        out.flush();
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
