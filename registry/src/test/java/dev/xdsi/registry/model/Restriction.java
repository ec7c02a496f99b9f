package dev.xdsi.registry.model;

import dev.xdsi.model.DocumentEntryType;
import java.util.List;
import java.util.Set;

/**
 * Which documents a query is about, besides whose they are.
 *
 * @param formats none for all
 * @param types none for stable ones
 * @param events of each group one, each a bit
 */
record Restriction(Set<Integer> formats, Set<DocumentEntryType> types, List<Integer> events, Window window) {
    static final Restriction NONE = new Restriction(Set.of(), Set.of(), List.of(), Window.ALWAYS);
    static final Restriction OF_EITHER_TYPE =
            new Restriction(Set.of(), Set.of(DocumentEntryType.values()), List.of(), Window.ALWAYS);

    Restriction {
        formats = Set.copyOf(formats);
        types = Set.copyOf(types);
        events = List.copyOf(events);
    }

    /**
     * Days, the first of which is inside and the last outside; 0 where it is open.
     *
     * @param made whether it is about when the document was made, and not about when the service began
     */
    record Window(boolean made, int from, int to) {
        static final Window ALWAYS = new Window(false, 0, 0);

        /** What has no such time is always inside (ITI TF-2: 3.18.4.1.2.3.7.1). */
        private boolean has(Facts facts) {
            int day = made ? facts.day() + 1 : facts.day();
            boolean untold = made ? facts.onDemand() : facts.day() == 0;
            return untold || ((from == 0 || day >= from) && (to == 0 || day < to));
        }
    }

    boolean isMetBy(Facts facts) {
        return (formats.isEmpty() || formats.contains(facts.format()))
                && (types.isEmpty() ? !facts.onDemand() : types.contains(facts.type()))
                && events.stream().allMatch(group -> (group & facts.events()) != 0)
                && window.has(facts);
    }

    /** What queries for contents know of it. */
    Restriction ofContents() {
        return new Restriction(formats, types, List.of(), Window.ALWAYS);
    }

    Restriction ofTypes() {
        return new Restriction(Set.of(), types, List.of(), Window.ALWAYS);
    }

    @Override
    public String toString() {
        return (formats.isEmpty() ? "" : " of formats " + formats)
                + (types.isEmpty() ? "" : " of types " + types)
                + (events.isEmpty() ? "" : " of events " + events)
                + (window.equals(Window.ALWAYS) ? "" : " in " + window);
    }
}
