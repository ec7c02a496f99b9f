package dev.xdsi.soap.mtom;

import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.cxf.attachment.LazyDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Documents as the attachments of a message, and attachments as documents; neither is ever held in memory. */
public final class Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private Attachments() {}

    /** An attachment that streams from {@code content} when the message is written. */
    public static DataHandler outgoing(String mimeType, DocumentContent content) {
        return new OutgoingDocument(mimeType, content, bytes -> {});
    }

    /** The same, telling {@code delivery} that the document left as soon as its last byte did. */
    public static DataHandler outgoing(String uniqueId, String mimeType, DocumentContent content, Delivery delivery) {
        return new OutgoingDocument(mimeType, content, bytes -> delivery.sent(uniqueId, bytes));
    }

    /** What arrived, whether attached or inlined. */
    public static DocumentContent incoming(DataHandler attachment) {
        return new AttachedContent(attachment);
    }

    /** Gives back what keeps the attachment coming, and all others of its message, when the delivery is closed. */
    public static void closeWith(Delivery delivery, DataHandler attachment) {
        if (found(attachment) instanceof ArrivingSource arriving) {
            delivery.whenClosed(result -> close(arriving.parts()));
        }
    }

    static void close(ArrivingParts parts) {
        try {
            parts.close();
        } catch (IOException e) {
            LOG.debug("A partner's connection could not be closed in good order", e);
        }
    }

    /** The stack hands attachments out behind a source that looks for them when asked. */
    private static DataSource found(DataHandler attachment) {
        DataSource source = attachment.getDataSource();
        return source instanceof LazyDataSource lazy ? lazy.getDataSource() : source;
    }

    private record AttachedContent(DataHandler attachment) implements DocumentContent {
        @Override
        public long length() {
            return found(attachment) instanceof PartSource part ? part.part().knownLength() : -1;
        }

        @Override
        public InputStream open() throws IOException {
            return attachment.getInputStream();
        }

        @Override
        public void takeAhead() throws IOException {
            if (found(attachment) instanceof ArrivingSource arriving) {
                arriving.parts().takeAhead(arriving.contentId());
            }
        }

        @Override
        public Optional<InputStream> lookAhead(int bytes, long farthest) throws IOException {
            return found(attachment) instanceof ArrivingSource arriving
                    ? arriving.parts().lookAhead(arriving.contentId(), bytes, farthest)
                    : Optional.of(open());
        }
    }

    /** The data source of a part that may still be on its way. */
    record ArrivingSource(ArrivingParts parts, String contentId) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return parts.open(contentId);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("an attachment that arrives cannot be written");
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "";
        }
    }

    /** The data source of a part that arrived. */
    record PartSource(Part part) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return part.open();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("an attachment that arrived cannot be written");
        }

        @Override
        public String getContentType() {
            return part.contentType().type();
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
