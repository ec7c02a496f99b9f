package dev.xdsi.registry.query;

import dev.xdsi.model.XdsError;
import java.util.List;

/** What a request asks, or everything that is wrong with how it asks (ITI TF-2: 3.18.4.1.2.3). */
sealed interface Reading {
    record Understood(StoredQuery query) implements Reading {}

    record Refused(List<XdsError> errors) implements Reading {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
