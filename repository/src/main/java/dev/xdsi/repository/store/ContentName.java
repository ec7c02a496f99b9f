package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the bytes of documents are called in a store: by their SHA-1 and their number. */
public record ContentName(Hash hash, long size) implements Comparable<ContentName> {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{40})-(0|[1-9][0-9]{0,17})");
    private static final Comparator<ContentName> ORDER =
            Comparator.<ContentName, String>comparing(name -> name.hash().hex()).thenComparingLong(ContentName::size);

    public ContentName {
        if (size < 0) {
            throw new IllegalArgumentException("no content has " + size + " bytes");
        }
    }

    /** Reads a name as {@link #toString} writes it; empty for anything else. */
    public static Optional<ContentName> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new ContentName(new Hash(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** The folder of the name, on two levels, so that none holds more than some thousand names. */
    public String shelf() {
        return hash.hex().substring(0, 2) + "/" + hash.hex().substring(2, 4);
    }

    /** The name after its folder. */
    public String path() {
        return shelf() + "/" + this;
    }

    @Override
    public int compareTo(ContentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return hash.hex() + "-" + size;
    }
}
