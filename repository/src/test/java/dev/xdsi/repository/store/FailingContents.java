package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Contents whose power goes off before a step, or after it. */
public record FailingContents(ContentStore contents, Power power) implements ContentStore {
    @Override
    public Arrival receive(TemporaryName name, int room) throws IOException {
        power.step();
        return contents.receive(name, room);
    }

    @Override
    public void secure(UUID deposit) throws IOException {
        power.step();
        contents.secure(deposit);
    }

    @Override
    public boolean publish(TemporaryName received, ContentName name) throws IOException {
        power.step();
        boolean published = contents.publish(received, name);
        power.step();
        return published;
    }

    @Override
    public void replace(TemporaryName received, ContentName name) throws IOException {
        power.step();
        contents.replace(received, name);
        power.step();
    }

    @Override
    public void finish(UUID deposit) throws IOException {
        power.step();
        contents.finish(deposit);
    }

    @Override
    public Map<UUID, Instant> unfinished() throws IOException {
        return contents.unfinished();
    }

    @Override
    public ReadableByteChannel open(ContentName name) throws IOException {
        return contents.open(name);
    }

    @Override
    public ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException {
        return contents.open(received, name);
    }

    @Override
    public void delete(ContentName name) throws IOException {
        power.step();
        contents.delete(name);
        power.step();
    }

    @Override
    public IndexMark mark() {
        return contents.mark();
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        contents.visit(visitor);
    }

    @Override
    public void check() throws IOException {
        contents.check();
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
