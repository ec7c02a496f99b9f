package dev.xdsi.conformance.wire;

import java.io.IOException;

/** Carries a request to the tested side and brings its answer. */
@FunctionalInterface
public interface Transport {
    Answer send(Request request) throws IOException, InterruptedException;
}
