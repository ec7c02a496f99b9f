package dev.xdsi.registry.query;

import dev.xdsi.model.Dtm;
import dev.xdsi.registry.store.TimeWindow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of one request that have passed the rules of their query.
 *
 * @param slots by name of the parameter, the values of each of its Slots
 */
record Arguments(Map<String, List<List<String>>> slots) {
    Arguments {
        slots = Map.copyOf(slots);
    }

    boolean has(Parameter<?> parameter) {
        return slots.containsKey(parameter.name());
    }

    /** The only value. */
    <T> Optional<T> one(Parameter<T> parameter) {
        return any(parameter).stream().findFirst();
    }

    /** All values, as alternatives of each other. */
    <T> Set<T> any(Parameter<T> parameter) {
        return all(parameter).stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The alternatives of each Slot; one of each is required. */
    <T> List<Set<T>> all(Parameter<T> parameter) {
        return slots.getOrDefault(parameter.name(), List.of()).stream()
                .map(values -> read(parameter, values))
                .toList();
    }

    /** The window between two parameters; absent when neither is given. */
    Optional<TimeWindow> window(Parameter<Dtm> from, Parameter<Dtm> to) {
        TimeWindow window = new TimeWindow(
                one(from).map(Dtm::start).orElse(null), one(to).map(Dtm::start).orElse(null));
        return window.equals(TimeWindow.ALWAYS) ? Optional.empty() : Optional.of(window);
    }

    private static <T> Set<T> read(Parameter<T> parameter, List<String> values) {
        return values.stream()
                .flatMap(value -> parameter.coding().read().apply(value).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
