package dev.xdsi.consumer.retrieval;

import java.io.IOException;
import java.io.InputStream;

/** Takes the instances of a study one after the other, each to its last byte before the next comes. */
@FunctionalInterface
public interface InstanceSink {
    void accept(String sopInstanceUID, InputStream part10) throws IOException;
}
