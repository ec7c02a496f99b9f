package dev.xdsi.imaging.pacs;

import java.util.Set;

/** What goes on to the PACS of what others tell and send to us. */
public record Forwarding(Set<Kind> kinds) {
    public static final Forwarding NOTHING = new Forwarding(Set.of());

    /** One of the things that can go on. */
    public enum Kind {
        /** Instances that were stored here, by C-STORE (PS3.4 B). */
        IMAGES
    }

    public Forwarding {
        kinds = Set.copyOf(kinds);
    }

    public boolean has(Kind kind) {
        return kinds.contains(kind);
    }
}
