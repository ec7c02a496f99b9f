package dev.xdsi.soap.mtom;

import dev.xdsi.soap.SoapLimits;
import jakarta.activation.DataHandler;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.message.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * A multipart/related message whose attachments stay with their sender until somebody reads them: the first is passed on before the
 * last was sent, and a slow reader slows the sender down. Attachments are meant to be read in the order of the message, each once; one
 * that is passed over is kept in a temporary file.
 */
final class ArrivingParts implements Closeable, References {
    /** How much of one message is taken in ahead of its reader. */
    private static final long MOST_AHEAD = 2L * 1024 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final MultipartReader reader;
    private final Spool spool;
    private final SoapLimits limits;
    private final Origin origin;
    private final Map<String, Part> kept = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    /** The names of all parts that came so far. */
    private final Set<String> seen = new HashSet<>();
    /** What the envelope refers to, as far as it was read. */
    private final Set<String> referred = new HashSet<>();

    private final List<Attachment> attachments = new ArrayList<>();

    private final Part root;
    /** The body that is on the wire now; null before the first and after the last. */
    private @Nullable InputStream body;
    /** What of it was taken in ahead. */
    private @Nullable Part begun;

    /** Why bytes that had arrived are gone. */
    private @Nullable IOException lost;

    private boolean started;
    private boolean ended;
    /** Somebody reads, or waits to: from now on bytes come in his time. */
    private volatile boolean reading;

    /** Whose message it is, which decides when it counts as whole and who is to blame when it is not. */
    sealed interface Origin {
        /** A partner's answer: what its envelope does not refer to is not waited for, and the connection is given back as soon as may be. */
        record Answer(Closeable connection) implements Origin {}

        /**
         * A request to us: before the last of its documents is known to be whole, the message must be, to its last delimiter. What is wrong
         * with it is a {@link BrokenRequestException} to whoever reads its documents.
         */
        record Request() implements Origin {}
    }

    /** Reads up to the end of the envelope. */
    ArrivingParts(MediaType type, InputStream in, Spool spool, SoapLimits limits, Origin origin) throws IOException {
        this.spool = spool;
        this.limits = limits;
        this.origin = origin;
        this.reader = MultipartReader.of(type, in, limits);
        this.root = reader.readRoot(type.parameter("start"), spool, part -> {
            see(part.contentId());
            keep(part);
        });
    }

    Part root() {
        return root;
    }

    /** Those to which the envelope refers, as far as it was read. */
    List<Attachment> attachments() {
        return attachments;
    }

    /** Whether there is such a part turns out when it is asked for. */
    @Override
    public boolean refer(String contentId) {
        String id = name(contentId);
        if (referred.add(id)) {
            attachments.add(
                    new AttachmentImpl(contentId, new DataHandler(new Attachments.ArrivingSource(this, contentId))));
        }
        return referred.size() <= limits.parts();
    }

    /** The attachment of that Content-ID, from the wire when its turn has come. */
    InputStream open(String contentId) throws IOException {
        reading = true;
        String id = name(contentId);
        return new Reading(blamed(() -> opened(id)), id);
    }

    private synchronized InputStream opened(String id) throws IOException {
        if (!opened.add(id)) {
            throw new RefusedMessageException("two documents refer to the same part");
        }
        Part early = kept.remove(id);
        if (early != null) {
            return early.open();
        }
        start();
        while (!ended) {
            if (lost != null) {
                throw new IOException("what had arrived could not be kept", lost);
            }
            if (id.equals(current())) {
                Part first =
                        Objects.requireNonNullElseGet(begun, () -> new Part(reader.headers(), spool, spool.size(), 0));
                first.refuseUnknownEncoding();
                return first.openWith(Objects.requireNonNull(body));
            }
            pass();
        }
        throw missing();
    }

    private static RefusedMessageException missing() {
        return new RefusedMessageException("xop:Include refers to a part that the message does not have");
    }

    /** Reads a request to its end where nobody will read its parts. */
    synchronized void readToEnd() throws IOException {
        start();
        while (!ended) {
            new Part(reader.headers(), spool, spool.size(), 0).refuseUnknownEncoding();
            Objects.requireNonNull(body).transferTo(OutputStream.nullOutputStream());
            advance();
        }
        refuseMissing();
    }

    /** Takes the attachment in, until somebody reads the message or there is no more room, so that its sender need not wait. */
    synchronized void takeAhead(String contentId) throws IOException {
        byte[] buffer = new byte[BUFFER];
        start();
        while (!ended && !kept.containsKey(name(contentId)) && mayTakeAhead()) {
            takeIn(buffer);
        }
    }

    /**
     * The beginning of the attachment, which stays for who opens it; empty where somebody reads the message already, where there is no
     * room, or where more would have to be taken in first.
     *
     * @param bytes how much of it is there at least, unless it is shorter
     * @param farthest how much of the message may have been taken in before its turn comes
     */
    synchronized Optional<InputStream> lookAhead(String contentId, int bytes, long farthest) throws IOException {
        String id = name(contentId);
        byte[] buffer = new byte[BUFFER];
        start();
        while (!ended && !kept.containsKey(id) && !id.equals(current()) && spool.size() < farthest && mayTakeAhead()) {
            takeIn(buffer);
        }
        while (!ended && id.equals(current()) && !hasBegun(bytes) && mayTakeAhead()) {
            takeIn(buffer);
        }
        Part whole = kept.get(id);
        if (whole != null) {
            return Optional.of(whole.open());
        }
        return !ended && id.equals(current()) && !opened.contains(id) && hasBegun(bytes)
                ? Optional.ofNullable(begun).map(Part::open)
                : Optional.empty();
    }

    private boolean hasBegun(int bytes) {
        return begun != null && begun.has(bytes);
    }

    /** Takes in what comes next of the part on the wire; at its end it is kept, and the next is on the wire. */
    private void takeIn(byte[] buffer) throws IOException {
        long start = begun == null ? spool.size() : begun.offset();
        int read = Objects.requireNonNull(body).read(buffer);
        keep(buffer, Math.max(0, read));
        begun = new Part(reader.headers(), spool, start, spool.size() - start);
        if (read < 0) {
            keep(begun);
            advance();
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

    private @Nullable String current() {
        String id = Part.contentId(reader.headers());
        return id == null ? null : name(id);
    }

    private boolean isBeingRead() {
        String current = current();
        return current != null && opened.contains(current);
    }

    /** Leaves the part on the wire behind: read to its end if somebody began to, else kept for who may ask later. */
    private void pass() throws IOException {
        if (isBeingRead() || isUnreferred()) {
            Objects.requireNonNull(body).transferTo(OutputStream.nullOutputStream());
        } else {
            InputStream rest = Objects.requireNonNull(body);
            long start = begun == null ? spool.size() : begun.offset();
            byte[] buffer = new byte[BUFFER];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                keep(buffer, read);
            }
            keep(new Part(reader.headers(), spool, start, spool.size() - start));
        }
        advance();
    }

    /** The whole envelope was read before anybody asks for parts, so nobody will ask for this one. */
    private boolean isUnreferred() {
        String current = current();
        return current == null || !referred.contains(current);
    }

    private void keep(Part part) throws IOException {
        part.refuseUnknownEncoding();
        String id = part.contentId();
        // A part without Content-ID cannot be referred to, so nobody misses it.
        if (id != null) {
            kept.put(name(id), part);
        }
    }

    private void see(@Nullable String id) throws RefusedMessageException {
        if (id != null && !seen.add(name(id))) {
            throw new RefusedMessageException("two MIME parts have the same Content-ID");
        }
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            advance();
        }
    }

    private void advance() throws IOException {
        begun = null;
        if (reader.next()) {
            see(Part.contentId(reader.headers()));
            body = reader.openPart();
        } else {
            ended = true;
            if (origin instanceof Origin.Answer answer) {
                answer.connection().close();
            }
        }
    }

    /** The document was read to its end; of a request all is taken in that nobody waits for, so that its end is seen. */
    private synchronized void finished(String id) throws IOException {
        if (origin instanceof Origin.Request && !ended && id.equals(current())) {
            pass();
            passUnreferred();
        }
    }

    private void passUnreferred() throws IOException {
        while (!ended && isUnreferred()) {
            new Part(reader.headers(), spool, spool.size(), 0).refuseUnknownEncoding();
            pass();
        }
        if (ended) {
            refuseMissing();
        }
    }

    private void refuseMissing() throws RefusedMessageException {
        if (!seen.containsAll(referred)) {
            throw missing();
        }
    }

    /** The stack decodes a plus sign in a reference as a space. */
    private static String name(String contentId) {
        return contentId.replace('+', ' ');
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T blamed(Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (IOException e) {
            throw switch (origin) {
                case Origin.Request ignored -> new BrokenRequestException(e);
                case Origin.Answer ignored -> e;
            };
        }
    }

    /** Nobody will read any more. */
    @Override
    public void close() throws IOException {
        try (spool) {
            if (origin instanceof Origin.Answer answer) {
                answer.connection().close();
            }
        }
    }

    /** One attachment on its way to its reader. */
    private final class Reading extends FilterInputStream {
        private final String id;
        private boolean atEnd;

        Reading(InputStream in, String id) {
            super(in);
            this.id = id;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return blamed(() -> {
                int read = in.read(bytes, offset, length);
                if (read < 0 && !atEnd) {
                    atEnd = true;
                    finished(id);
                }
                return read;
            });
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
