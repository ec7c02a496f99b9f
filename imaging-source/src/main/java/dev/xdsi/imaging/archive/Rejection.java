package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import java.util.List;

/**
 * What a rejection note takes out of manifests (RAD TF-2: 4.66.4.1.3).
 *
 * @param instances of any study, whether they are there yet or not
 * @param expired that nothing is wrong with them but their age (113039): who stores one of them afterwards, for the first time or again,
 *     brings it back
 */
public record Rejection(List<Oid> instances, boolean expired) {
    /** By all that is no rejection note. */
    public static final Rejection NONE = new Rejection(List.of(), false);

    public Rejection {
        instances = List.copyOf(instances);
    }
}
