package dev.xdsi.imaging.disclosure;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.List;

/**
 * Instances that someone may have; whether they really left says the delivery.
 *
 * @param refused those that he may have, and the one to whom they would go may not
 */
public record RequestedInstances(List<StoredInstance> instances, List<StoredInstance> refused, Delivery delivery)
        implements Streamed {
    public RequestedInstances {
        instances = List.copyOf(instances);
        refused = List.copyOf(refused);
    }

    /** The same where they go to the one who asks. */
    public RequestedInstances(List<StoredInstance> instances, Delivery delivery) {
        this(instances, List.of(), delivery);
    }

    public RequestedInstances(List<StoredInstance> instances) {
        this(instances, new Delivery());
    }
}
