package dev.xdsi.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be stopped in the opposite order; one that fails to stop does not keep the others from it. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();

    private record Part(String name, AutoCloseable stop, boolean isDoor) {}

    synchronized <T extends AutoCloseable> T add(String name, T part) {
        started.push(new Part(name, part, false));
        return part;
    }

    /**
     * The same, for what takes work from outside. Doors that were added one after the other are closed at the same time: none takes new
     * work while another waits for what runs.
     */
    synchronized <T extends AutoCloseable> T addDoor(String name, T door) {
        started.push(new Part(name, door, true));
        return door;
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            Part part = started.pop();
            if (part.isDoor()) {
                closeDoors(part);
            } else {
                stop(part);
            }
        }
    }

    private void closeDoors(Part last) {
        List<Part> doors = new ArrayList<>(List.of(last));
        while (!started.isEmpty() && started.peek().isDoor()) {
            doors.add(started.pop());
        }
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            doors.forEach(door -> closing.execute(() -> stop(door)));
        }
    }

    private static void stop(Part part) {
        try {
            part.stop().close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while stopping {}", part.name());
        } catch (Exception failed) {
            LOG.warn("Could not stop {} in good order", part.name(), failed);
        }
    }
}
