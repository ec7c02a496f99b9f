package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A multipart/related message whose attachments stay with their sender until somebody reads them: the first is passed on before the
 * last was sent, and a slow reader slows the sender down. Attachments are meant to be read in the order of the message, each once; one
 * that is passed over is kept in a temporary file.
 */
final class ArrivingParts implements Closeable {
    /** How much of one message is taken in ahead of its reader. */
    private static final long MOST_AHEAD = 2L * 1024 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final MultipartReader reader;
    private final InputStream in;
    private final Spool spool;
    private final Map<String, Part> kept = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Part root;
    /** The body that is on the wire now; null before the first and after the last. */
    private @Nullable InputStream body;
    /** What of it was taken in ahead. */
    private @Nullable Part begun;

    /** Why bytes that had arrived are gone. */
    private @Nullable IOException lost;

    private boolean ended;
    /** Somebody reads, or waits to: from now on bytes come in his time. */
    private volatile boolean reading;

    /** Reads up to the envelope, and on to where the first attachment begins. */
    ArrivingParts(MediaType type, InputStream in, Spool spool, SoapLimits limits) throws IOException {
        this.in = in;
        this.spool = spool;
        this.reader = MultipartReader.of(type, in, limits);
        this.root = reader.readRoot(type.parameter("start"), spool, this::keep);
        advance();
    }

    Part root() {
        return root;
    }

    /** The attachment of that Content-ID, from the wire when its turn has come. */
    InputStream open(String contentId) throws IOException {
        reading = true;
        return opened(contentId);
    }

    private synchronized InputStream opened(String contentId) throws IOException {
        if (!opened.add(contentId)) {
            throw new IOException("an attachment that arrives is read once");
        }
        Part early = kept.remove(contentId);
        if (early != null) {
            return early.open();
        }
        while (!ended) {
            if (lost != null) {
                throw new IOException("what had arrived could not be kept", lost);
            }
            if (contentId.equals(Part.contentId(reader.headers()))) {
                Part first =
                        Objects.requireNonNullElseGet(begun, () -> new Part(reader.headers(), spool, spool.size(), 0));
                first.refuseUnknownEncoding();
                return first.openWith(Objects.requireNonNull(body));
            }
            pass();
        }
        throw new RefusedMessageException("xop:Include refers to a part that the message does not have");
    }

    /** Takes the attachment in, until somebody reads the message or there is no more room, so that its sender need not wait. */
    synchronized void takeAhead(String contentId) throws IOException {
        while (!ended && !kept.containsKey(contentId) && mayTakeAhead()) {
            InputStream wire = Objects.requireNonNull(body);
            long start = begun == null ? spool.size() : begun.offset();
            byte[] buffer = new byte[BUFFER];
            int read = 0;
            while (read >= 0 && mayTakeAhead()) {
                read = wire.read(buffer);
                keep(buffer, Math.max(0, read));
            }
            begun = new Part(reader.headers(), spool, start, spool.size() - start);
            if (read < 0) {
                keep(begun);
                advance();
            }
        }
    }

    private boolean mayTakeAhead() {
        return !reading && lost == null && spool.size() < MOST_AHEAD && spool.hasRoom(BUFFER);
    }

    /** What was read from the wire and is not in the spool is nowhere: then nothing that follows may be taken for whole. */
    private void keep(byte[] bytes, int length) throws IOException {
        try {
            spool.write(bytes, 0, length);
        } catch (IOException e) {
            lost = e;
            throw e;
        }
    }

    private boolean isBeingRead() {
        String current = Part.contentId(reader.headers());
        return current != null && opened.contains(current);
    }

    /** Leaves the part on the wire behind: read to its end if somebody began to, else kept for who may ask later. */
    private void pass() throws IOException {
        InputStream rest = Objects.requireNonNull(body);
        if (isBeingRead()) {
            rest.transferTo(OutputStream.nullOutputStream());
        } else {
            long start = begun == null ? spool.size() : begun.offset();
            byte[] buffer = new byte[BUFFER];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                keep(buffer, read);
            }
            keep(new Part(reader.headers(), spool, start, spool.size() - start));
        }
        advance();
    }

    private void keep(Part part) throws IOException {
        part.refuseUnknownEncoding();
        String id = part.contentId();
        // A part without Content-ID cannot be referred to, so nobody misses it.
        if (id != null && kept.put(id, part) != null) {
            throw new RefusedMessageException("two MIME parts have the same Content-ID");
        }
    }

    private void advance() throws IOException {
        begun = null;
        if (reader.next()) {
            body = reader.openPart();
        } else {
            ended = true;
            in.close();
        }
    }

    /** Nobody will read any more. */
    @Override
    public void close() throws IOException {
        try (spool) {
            in.close();
        }
    }
}
