package dev.xdsi.imaging.disclosure;

import dev.xdsi.model.Oid;
import java.util.Set;

/** What is kept from other nodes whoever asks: what is in no registered manifest, and by the policy comes into none. */
@FunctionalInterface
public interface Withholding {
    /** Where everything is published. */
    Withholding NONE = study -> Withheld.NOTHING;

    Withheld of(Oid study);

    /**
     * What is kept back of a study.
     *
     * @param whole all of it
     * @param series of which nothing is left
     * @param instances by their SOP Instance UIDs, those of such series too
     */
    record Withheld(boolean whole, Set<Oid> series, Set<Oid> instances) {
        public static final Withheld NOTHING = new Withheld(false, Set.of(), Set.of());
        public static final Withheld ALL = new Withheld(true, Set.of(), Set.of());

        public Withheld {
            series = Set.copyOf(series);
            instances = Set.copyOf(instances);
        }
    }
}
