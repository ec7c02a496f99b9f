package dev.xdsi.imaging.disclosure;

import dev.xdsi.model.Oid;
import java.util.Set;

/** What is kept from other nodes whoever asks: what is in no registered manifest, and by the policy comes into none. */
@FunctionalInterface
public interface Withholding {
    /** Where everything is published. */
    Withholding NONE = study -> new Given.Everything();

    /** What is left of a study; of one that is not here, everything. */
    Given of(Oid study);

    /** What others are given of a study. It names what may be had: what comes while an answer is made is not in it. */
    sealed interface Given {
        /** Nothing is kept back. */
        record Everything() implements Given {}

        /** All of it is kept back. */
        record Nothing() implements Given {}

        /**
         * Only these.
         *
         * @param series in which there are some
         * @param instances by their SOP Instance UIDs
         */
        record Only(Set<Oid> series, Set<Oid> instances) implements Given {
            public Only {
                series = Set.copyOf(series);
                instances = Set.copyOf(instances);
            }
        }
    }
}
