package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The Part 10 file of an instance that may have to be fetched. */
final class ElsewhereContent implements DocumentContent {
    private final InstanceKeeper keeper;
    private final StoredInstance instance;
    private final OutgoingInstances answer;
    private boolean here;

    ElsewhereContent(InstanceKeeper keeper, StoredInstance instance, OutgoingInstances answer, boolean here) {
        this.keeper = keeper;
        this.instance = instance;
        this.answer = answer;
        this.here = here;
    }

    @Override
    public long length() {
        return instance.file().length();
    }

    private synchronized void take() {
        if (here) {
            return;
        }
        StoredInstance now = keeper.use(instance);
        if (!now.equals(instance)) {
            keeper.letGo(now);
            // Its length, or how it is encoded, was told already.
            throw new InstanceUnavailable(Kind.AWAY, "The image was corrected where it is; ask for it again.");
        }
        here = true;
    }

    synchronized void letGo() {
        if (here) {
            here = false;
            keeper.letGo(instance);
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public ReadableByteChannel channel() throws IOException {
        answer.opens(this);
        try {
            take();
        } catch (InstanceUnavailable gone) {
            throw new IOException(gone.getMessage(), gone);
        }
        return new InstanceContent(keeper.path(instance), length()).channel();
    }
}
