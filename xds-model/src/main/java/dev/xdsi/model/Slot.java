package dev.xdsi.model;

import java.util.List;

/** An attribute that the standard does not define, kept and returned as it came (ITI TF-3: 4.2.3.1.6). */
public record Slot(String name, List<String> values) {
    public Slot {
        values = List.copyOf(values);
    }
}
