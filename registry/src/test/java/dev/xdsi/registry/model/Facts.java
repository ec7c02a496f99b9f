package dev.xdsi.registry.model;

import dev.xdsi.model.DocumentEntryType;

/**
 * What a document says of itself, as far as queries ask for it.
 *
 * @param format which of the formats
 * @param events which event codes, each a bit
 * @param day on which the service began, 0 where it is not told; it was made the day after
 * @param onDemand whether it is made only when it is asked for
 */
record Facts(int format, int events, int day, boolean onDemand) {
    static final Facts PLAIN = new Facts(1, 1, 0, false);

    Facts corrected() {
        return new Facts(3 - format, 3 - events, day, onDemand);
    }

    DocumentEntryType type() {
        return onDemand ? DocumentEntryType.ON_DEMAND : DocumentEntryType.STABLE;
    }

    @Override
    public String toString() {
        return "format " + format + (events == 0 ? "" : ", events " + events) + (day == 0 ? "" : ", day " + day)
                + (onDemand ? ", on demand" : "");
    }
}
