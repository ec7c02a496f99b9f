package dev.xdsi.model;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** An entryUUID: {@code urn:uuid:} and a UUID in lower case (ITI TF-3: 4.2.3.2.8). */
public record EntryUuid(String value) implements Comparable<EntryUuid> {
    private static final String URN = "urn:uuid:";
    private static final Pattern FORM =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public EntryUuid {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an entryUUID: " + value);
        }
    }

    public static EntryUuid of(UUID uuid) {
        return new EntryUuid(URN + uuid);
    }

    /** Whether an id is a UUID, and not a symbolic id that holds only inside its submission. */
    public static boolean isValid(String id) {
        return FORM.matcher(id.toLowerCase(Locale.ROOT)).matches();
    }

    public UUID uuid() {
        return UUID.fromString(value.substring(URN.length()));
    }

    @Override
    public int compareTo(EntryUuid other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
