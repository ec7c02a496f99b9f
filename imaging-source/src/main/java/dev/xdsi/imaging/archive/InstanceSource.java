package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.io.InputStream;

/** Where instances can be fetched whose bytes are not kept here: a PACS. Safe for use by several at once. */
@FunctionalInterface
public interface InstanceSource {
    /**
     * Fetches instances of one series. What comes is handed over as it arrives; whether all came is for the taker to know.
     *
     * @throws IOException in words for an operator, where the PACS did not answer, did not agree or broke off
     */
    void fetch(WantedInstances wanted, Taker taker) throws IOException;

    /** Takes what comes. */
    @FunctionalInterface
    interface Taker {
        /** @param dataSet the data set alone; a failure to read it is the only exception */
        Ingest take(AnnouncedInstance announced, InputStream dataSet) throws IOException;

        /** Whether anybody still waits for what has not come; it need not come else. */
        default boolean wanted() {
            return true;
        }
    }
}
