package dev.xdsi.imaging.disclosure;

import dev.xdsi.transaction.Delivery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A delivery while it is under way over HTTP: closed exactly once, and as broken unless it was said to be complete. */
public final class OpenDelivery implements AutoCloseable {
    private final Delivery delivery;
    private final Map<String, Long> written = new LinkedHashMap<>();

    public OpenDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    /** One instance has left. */
    public void sent(String sopInstanceUID, long bytes) {
        written.merge(sopInstanceUID, bytes, Long::sum);
    }

    /** What was written waits to leave, and never will. */
    public void takeBack() {
        written.clear();
    }

    /** All that was to be sent has left. */
    public void complete() {
        report();
        delivery.complete();
    }

    @Override
    public void close() {
        report();
        delivery.fail(new IOException("the answer broke off"));
    }

    private void report() {
        written.forEach(delivery::sent);
        written.clear();
    }
}
