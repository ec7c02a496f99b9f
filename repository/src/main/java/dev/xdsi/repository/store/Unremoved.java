package dev.xdsi.repository.store;

import java.util.Set;

/**
 * Why documents were not removed; where there is no reason, they were.
 *
 * @param unknown those that are not held
 * @param underWay those that a submission is just bringing, or whose submission ended lately without an answer of the registry
 */
public record Unremoved(Set<String> unknown, Set<String> underWay) {
    public Unremoved {
        unknown = Set.copyOf(unknown);
        underWay = Set.copyOf(underWay);
    }

    public boolean isNone() {
        return unknown.isEmpty() && underWay.isEmpty();
    }
}
