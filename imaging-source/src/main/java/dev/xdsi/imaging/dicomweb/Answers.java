package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.json.BulkDataUris;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.dicom.xml.NativeDicomModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a search found (PS3.18 8.7.3.2), as long as it fits: a JSON array, or an XML document for each as parts. */
public final class Answers {
    private static final int MOST_BYTES = 8 << 20;

    private final Offer offer;
    private final List<byte[]> written = new ArrayList<>();
    private int bytes;

    public Answers(Offer offer) {
        this.offer = offer;
    }

    public int size() {
        return written.size();
    }

    /** False when it does not fit any more. */
    public boolean add(Attributes answer) throws IOException {
        byte[] one = offer.parts()
                ? NativeDicomModel.toBytes(answer, BulkDataUris.NONE)
                : DicomJson.toString(answer).getBytes(StandardCharsets.UTF_8);
        if (one.length > MOST_BYTES - bytes) {
            return false;
        }
        bytes += one.length;
        written.add(one);
        return true;
    }

    /** 204 where there is nothing (PS3.18 10.6.3.2). */
    public void send(Exchange exchange, UUID boundary) throws IOException {
        HttpServletResponse response = exchange.response();
        if (written.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.addHeader("Vary", "Accept, Authorization");
        if (offer.parts()) {
            Parts parts = Parts.begin(exchange, offer.type(), boundary);
            for (byte[] one : written) {
                parts.next(offer.type(), "", "").write(one);
            }
            parts.finish();
            return;
        }
        byte[] json = array();
        response.setContentType(offer.type());
        response.setContentLength(json.length);
        exchange.body().write(json);
    }

    private byte[] array() {
        ByteArrayOutputStream json = new ByteArrayOutputStream(bytes + written.size() + 1);
        for (int i = 0; i < written.size(); i++) {
            json.write(i == 0 ? '[' : ',');
            json.writeBytes(written.get(i));
        }
        json.write(']');
        return json.toByteArray();
    }
}
