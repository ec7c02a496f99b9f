package dev.xdsi.consumer.initiating;

import dev.xdsi.consumer.initiating.AskedInstance.Unseen;
import dev.xdsi.consumer.initiating.AskedInstance.Verdict;
import dev.xdsi.consumer.initiating.AskedInstance.Wrong;
import dev.xdsi.consumer.retrieval.InstanceUIDs;
import dev.xdsi.consumer.retrieval.WrongInstanceException;
import dev.xdsi.transaction.DocumentContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes for an instance, judged before its first byte goes on: beforehand if it can be looked into, at the latest when it is opened.
 *
 * @param refused hears why it does not go on
 */
record CheckedInstance(DocumentContent content, AskedInstance asked, Consumer<Wrong> refused)
        implements DocumentContent {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedInstance.class);
    private static final int BUFFER = 16 << 10;

    /**
     * Judges it where it is, for who wants to know before it is passed on.
     *
     * @param farthest how much of the whole answer may be taken in for that
     */
    Verdict look(long farthest) {
        try {
            Optional<InputStream> beginning = content.lookAhead(InstanceUIDs.FARTHEST, farthest);
            if (beginning.isEmpty()) {
                return new Unseen();
            }
            try (InputStream file = beginning.get()) {
                return heard(asked.judge(file));
            }
        } catch (IOException broken) {
            // Whoever opens it meets the same and reports it.
            LOG.debug("{} cannot be looked into", asked.sopInstanceUID(), broken);
            return new Unseen();
        }
    }

    private Verdict heard(Verdict verdict) {
        if (verdict instanceof Wrong wrong) {
            refused.accept(wrong);
        }
        return verdict;
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public void takeAhead() throws IOException {
        content.takeAhead();
    }

    /** What was read to judge it is held until it was passed on: some kilobytes, and never more than may come before the UIDs. */
    @Override
    public InputStream open() throws IOException {
        InputStream file = new BufferedInputStream(content.open(), BUFFER);
        try {
            file.mark(InstanceUIDs.FARTHEST);
            if (heard(asked.judge(file)) instanceof Wrong(String reason)) {
                throw new WrongInstanceException(asked.sopInstanceUID() + " did not come: " + reason);
            }
            file.reset();
            // From here on nothing is kept for a second look.
            file.mark(0);
            return file;
        } catch (IOException | RuntimeException broken) {
            try (file) {
                throw broken;
            }
        }
    }
}
