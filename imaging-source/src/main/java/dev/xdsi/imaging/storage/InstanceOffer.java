package dev.xdsi.imaging.storage;

import dev.xdsi.imaging.archive.AnnouncedInstance;
import java.io.InputStream;

/**
 * One instance as a sender offers it; its data set is still on the wire.
 *
 * @param reentered that it lies here already and is only unknown
 */
public record InstanceOffer(AnnouncedInstance announced, InputStream dataSet, boolean reentered) {
    public InstanceOffer(AnnouncedInstance announced, InputStream dataSet) {
        this(announced, dataSet, false);
    }
}
