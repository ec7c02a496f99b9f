package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A multipart/related message taken apart: first the part that holds the envelope, then, when somebody wants them, the others. */
final class MtomPackage implements References {
    private final MultipartReader reader;
    private final Spool spool;
    private final Part root;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Part> attachments = new LinkedHashMap<>();
    /** Reads up to the end of the envelope. */
    MtomPackage(MediaType type, InputStream in, Spool spool, SoapLimits limits) throws IOException {
        this.spool = spool;
        this.reader = MultipartReader.of(type, in, limits);
        this.root = reader.readRoot(type.parameter("start"), spool, this::keep);
    }

    Part root() {
        return root;
    }

    /** Reads to the end of the message; the attachments by the names under which they may be asked for. */
    Map<String, Part> readAttachments() throws IOException {
        for (Part part : reader.readAll(spool)) {
            keep(part);
        }
        return attachments;
    }

    private void keep(Part part) throws IOException {
        String id = part.contentId();
        // A part without Content-ID cannot be referred to, so nobody misses it.
        if (id == null) {
            return;
        }
        if (!ids.add(id)) {
            throw new RefusedMessageException("two MIME parts have the same Content-ID");
        }
        attachments.put(id, part);
        // The stack decodes a plus sign in a reference as a space: let it find the part under that name too.
        attachments.putIfAbsent(id.replace('+', ' '), part);
    }

    @Override
    public boolean refer(String contentId) {
        return attachments.containsKey(contentId);
    }
}
