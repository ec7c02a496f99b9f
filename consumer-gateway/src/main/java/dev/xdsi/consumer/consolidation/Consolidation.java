package dev.xdsi.consumer.consolidation;

import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several answers to a retrieve made one (ITI TF-2: 3.39.4.1.3). Documents stream through, from the first answer to the last; each
 * answer's delivery hears what of it left, and is closed when the whole is.
 */
final class Consolidation {
    private static final Logger LOG = LoggerFactory.getLogger(Consolidation.class);

    private final List<RetrievedDocument> documents = new ArrayList<>();
    private final List<RetrievedDocument> behind = new ArrayList<>();
    private final List<XdsError> errors = new ArrayList<>();
    private final List<Delivery> parts = new ArrayList<>();

    /**
     * Adds an answer.
     *
     * @param accepted those of its documents that are passed on
     */
    void add(List<RetrievedDocument> accepted, Delivery delivery) {
        boolean waits = !documents.isEmpty();
        accepted.forEach(document -> {
            RetrievedDocument passed =
                    document.with(new Passed(document.request().documentUniqueId(), document.content(), delivery));
            documents.add(passed);
            if (waits) {
                behind.add(passed);
            }
        });
        parts.add(delivery);
    }

    void add(XdsError error) {
        errors.add(error);
    }

    RetrieveDocumentSetResponse response() {
        Delivery whole = new Delivery();
        // Whoever's turn is later would wait with an open connection until it is cut: its documents are taken in
        // meanwhile.
        Thread ahead =
                behind.isEmpty() ? null : Thread.ofVirtual().name("take-ahead").start(this::takeAhead);
        if (ahead != null) {
            whole.whenClosed(result -> ahead.interrupt());
        }
        parts.forEach(part -> whole.whenClosed(result -> {
            Throwable failure = result.failure();
            if (failure == null) {
                part.complete();
            } else {
                part.fail(failure);
            }
        }));
        return new RetrieveDocumentSetResponse(documents, errors, whole);
    }

    private void takeAhead() {
        for (RetrievedDocument document : behind) {
            try {
                document.content().takeAhead();
            } catch (IOException broken) {
                // Whoever reads the document meets the same and reports it.
                LOG.debug("A document could not be taken ahead", broken);
                return;
            }
        }
    }

    /** A document on its way through, which tells its own answer's delivery when it has passed. */
    private record Passed(String uniqueId, DocumentContent content, Delivery part) implements DocumentContent {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public void takeAhead() throws IOException {
            content.takeAhead();
        }

        @Override
        public InputStream open() throws IOException {
            return new FilterInputStream(content.open()) {
                private long passed;
                private boolean reported;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    passed += Math.max(0, read);
                    if (read < 0 && !reported) {
                        reported = true;
                        part.sent(uniqueId, passed);
                    }
                    return read;
                }
            };
        }
    }
}
