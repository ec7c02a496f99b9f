package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.net.RemoteEntity;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes on to the PACS of what others tell and send to us.
 *
 * @param commitmentWithin how long the PACS has to report on what it was asked to commit to; then it is asked again
 * @param availabilityTo who is told which studies are available; null for the PACS itself
 */
public record Forwarding(
        Set<Kind> kinds,
        Duration commitmentWithin,
        @Nullable RemoteEntity availabilityTo) {
    public static final Forwarding NOTHING = new Forwarding(Set.of(), Duration.ofDays(1));

    /** Where all goes to the PACS. */
    public Forwarding(Set<Kind> kinds, Duration commitmentWithin) {
        this(kinds, commitmentWithin, null);
    }

    /** One of the things that can go on. */
    public enum Kind {
        /** Instances that were stored here, by C-STORE (PS3.4 B). */
        IMAGES,
        /** That the PACS commits to their storage (PS3.4 J): before it has, they have not arrived. */
        COMMITMENT,
        /** What modalities tell of performed procedure steps (PS3.4 F.7), word for word. */
        MPPS,
        /** That a study is complete and can be retrieved here (PS3.4 R). */
        AVAILABILITY
    }

    public Forwarding {
        kinds = Set.copyOf(kinds);
    }

    public boolean has(Kind kind) {
        return kinds.contains(kind);
    }
}
