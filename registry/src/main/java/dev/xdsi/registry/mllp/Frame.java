package dev.xdsi.registry.mllp;

import java.util.Optional;

/** What stands between a start and an end; after one with a fault nobody can say where the next begins. */
public final class Frame {
    private final byte[] content;
    private final Optional<String> fault;

    Frame(byte[] content, Optional<String> fault) {
        this.content = content;
        this.fault = fault;
    }

    public byte[] content() {
        return content.clone();
    }

    public Optional<String> fault() {
        return fault;
    }
}
