package dev.xdsi.imaging.storage;

import dev.xdsi.imaging.archive.AnnouncedInstance;
import java.io.InputStream;

/** One instance as a sender offers it; its data set is still on the wire. */
public record InstanceOffer(AnnouncedInstance announced, InputStream dataSet) {}
