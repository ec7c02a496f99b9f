package dev.xdsi.imaging.disclosure;

import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import java.util.List;

/** Instances that someone may have; whether they really left says the delivery. */
public record RequestedInstances(List<StoredInstance> instances, Delivery delivery) implements Streamed {
    public RequestedInstances {
        instances = List.copyOf(instances);
    }

    public RequestedInstances(List<StoredInstance> instances) {
        this(instances, new Delivery());
    }
}
