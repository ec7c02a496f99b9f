package dev.xdsi.model.draft;

import java.util.List;

/** {@code rim:Slot1} as written: a name and its values. */
public record SlotDraft(String name, List<String> values) {
    public SlotDraft {
        values = List.copyOf(values);
    }

    public static SlotDraft of(String name, String... values) {
        return new SlotDraft(name, List.of(values));
    }
}
