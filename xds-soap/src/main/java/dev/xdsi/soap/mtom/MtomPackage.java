package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A multipart/related message taken apart: the part that holds the envelope, and the others by their Content-ID. */
record MtomPackage(Part root, Map<String, Part> attachments) {

    static MtomPackage read(MediaType type, InputStream in, Spool spool, SoapLimits limits) throws IOException {
        String boundary = type.parameter("boundary");
        if (boundary == null) {
            throw new RefusedMessageException("the Content-Type multipart/related has no boundary");
        }
        List<Part> parts = new MultipartReader(in, boundary, limits).readAll(spool);
        int rootIndex = root(type.parameter("start"), parts);
        Part root = parts.get(rootIndex);
        if (root.length() > limits.envelopeBytes()) {
            throw new RefusedMessageException("the envelope is larger than " + limits.envelopeBytes() + " bytes");
        }
        Map<String, Part> attachments = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String id = parts.get(i).contentId();
            // A part without Content-ID cannot be referred to, so nobody misses it.
            if (i != rootIndex && id != null && attachments.put(id, parts.get(i)) != null) {
                throw new RefusedMessageException("two MIME parts have the same Content-ID");
            }
        }
        return new MtomPackage(root, attachments);
    }

    /** Which part {@code start} names, else the first (RFC 2387 3.2). */
    private static int root(@Nullable String start, List<Part> parts) throws IOException {
        if (start == null || start.isBlank()) {
            return 0;
        }
        String id = Part.withoutBrackets(start);
        for (int i = 0; i < parts.size(); i++) {
            if (id.equals(parts.get(i).contentId())) {
                return i;
            }
        }
        throw new RefusedMessageException("no MIME part has the Content-ID that start names");
    }
}
