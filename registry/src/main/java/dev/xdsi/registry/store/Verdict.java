package dev.xdsi.registry.store;

import dev.xdsi.model.XdsError;
import java.util.List;

/** What the rules say of something submitted, once they have seen what is registered. */
public sealed interface Verdict {
    /** Nothing is changed. */
    record Refused(List<XdsError> errors) implements Verdict {
        public Refused {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }

    /** All of the change is carried out. */
    record Accepted(Change change, List<XdsError> warnings) implements Verdict {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }
}
