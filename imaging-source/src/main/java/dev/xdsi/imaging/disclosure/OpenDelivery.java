package dev.xdsi.imaging.disclosure;

import dev.xdsi.transaction.Delivery;
import java.io.IOException;

/** A delivery while it is under way over HTTP: closed exactly once, and as broken unless it was said to be complete. */
public final class OpenDelivery implements AutoCloseable {
    private final Delivery delivery;

    public OpenDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    /** One instance has left. */
    public void sent(String sopInstanceUID, long bytes) {
        delivery.sent(sopInstanceUID, bytes);
    }

    /** All that was to be sent has left. */
    public void complete() {
        delivery.complete();
    }

    @Override
    public void close() {
        delivery.fail(new IOException("the answer broke off"));
    }
}
