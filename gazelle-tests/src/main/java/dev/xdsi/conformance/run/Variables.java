package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Names;
import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Text;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case says under {@code vars}; names in it, also of what its steps stored, are resolved when somebody asks. */
final class Variables implements Names {
    private final Map<String, String> written;
    private final Text text;
    private final Names outer;
    private final Set<String> asked = new HashSet<>();
    private final Scope scope = new Scope(Map.of(), this);

    Variables(Map<String, String> written, Text text, Names outer) {
        this.written = written;
        this.text = text;
        this.outer = outer;
    }

    /** With what its steps store. */
    Scope scope() {
        return scope;
    }

    @Override
    public Optional<String> value(String name) {
        @Nullable String value = written.get(name);
        if (value == null) {
            return outer.value(name);
        }
        if (!asked.add(name)) {
            throw new BadCaseException(name + " is written in terms of itself");
        }
        try {
            return Optional.of(text.plain(value, scope));
        } finally {
            asked.remove(name);
        }
    }
}
