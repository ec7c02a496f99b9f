package dev.xdsi.imaging.archive;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An instance as it is now, with its file here until this is closed. */
public final class HeldInstance implements AutoCloseable {
    private final InstanceKeeper keeper;
    private final StoredInstance instance;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldInstance(InstanceKeeper keeper, StoredInstance instance) {
        this.keeper = keeper;
        this.instance = keeper.use(instance);
    }

    public StoredInstance instance() {
        return instance;
    }

    /** Its Part 10 file. */
    public Path file() {
        return keeper.path(instance);
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            keeper.letGo(instance);
        }
    }
}
