package dev.xdsi.registry.model;

import dev.xdsi.model.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a registry answers: what is wrong, or what it found, each in an order by which two answers can be compared. */
record Answer(Set<ErrorCode> errors, List<String> found) {
    static final Answer SUCCESS = new Answer(Set.of(), List.of());

    Answer {
        errors = new TreeSet<>(errors);
        found = found.stream().sorted().toList();
    }

    static Answer refused(Set<ErrorCode> errors) {
        return new Answer(errors, List.of());
    }

    static Answer found(List<String> found) {
        return new Answer(Set.of(), found);
    }

    @Override
    public String toString() {
        return !errors.isEmpty() ? "refused, " + errors : found.isEmpty() ? "ok" : String.join("\n        ", found);
    }
}
