package dev.xdsi.conformance.fault;

import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Request;
import dev.xdsi.conformance.wire.Transport;
import java.io.IOException;

/** Stands between the runner and the tested side and breaks what passes. */
public record BreakingTransport(Transport good, Fault fault) implements Transport {
    @Override
    public Answer send(Request request) throws IOException, InterruptedException {
        return fault.broken(good.send(fault.isOfRequest() ? fault.broken(request) : request));
    }
}
