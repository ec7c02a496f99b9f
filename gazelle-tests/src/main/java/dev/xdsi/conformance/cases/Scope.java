package dev.xdsi.conformance.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that texts of one case may use: what the case says, what its steps stored, what is built in. */
public final class Scope implements Names {
    private final Map<String, String> values;
    private final Names outer;

    public Scope(Map<String, String> values, Names outer) {
        this.values = new HashMap<>(values);
        this.outer = outer;
    }

    /** A value of an earlier step, under a name that later ones use. */
    public void store(String name, String value) {
        values.put(name, value);
    }

    @Override
    public Optional<String> value(String name) {
        @Nullable String own = values.get(name);
        return own == null ? outer.value(name) : Optional.of(own);
    }
}
