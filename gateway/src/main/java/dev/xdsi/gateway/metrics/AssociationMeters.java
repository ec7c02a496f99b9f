package dev.xdsi.gateway.metrics;

import dev.xdsi.dicom.net.AssociationEvent;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What happens at the DICOM ports. */
public final class AssociationMeters implements Consumer<AssociationEvent> {
    private final Map<What, Counter> counters = new EnumMap<>(What.class);

    private enum What {
        OPENED,
        RELEASED,
        REJECTED,
        ABORTED,
        OPERATION_FAILED,
        LISTENER_TROUBLED
    }

    public AssociationMeters(Meters meters) {
        for (What what : What.values()) {
            counters.put(
                    what,
                    Counter.builder("xdsi.dicom.associations")
                            .description(
                                    "Events at the DICOM ports: associations opened, released, rejected, aborted, and failures")
                            .tag("event", what.name().toLowerCase(Locale.ROOT))
                            .register(meters.registry()));
        }
    }

    @Override
    public void accept(AssociationEvent event) {
        Counter counter = counters.get(what(event));
        if (counter != null) {
            counter.increment();
        }
    }

    private static What what(AssociationEvent event) {
        return switch (event) {
            case AssociationEvent.Opened opened -> What.OPENED;
            case AssociationEvent.Released released -> What.RELEASED;
            case AssociationEvent.Rejected rejected -> What.REJECTED;
            case AssociationEvent.Aborted aborted -> What.ABORTED;
            case AssociationEvent.OperationFailed failed -> What.OPERATION_FAILED;
            case AssociationEvent.ListenerTroubled troubled -> What.LISTENER_TROUBLED;
        };
    }
}
