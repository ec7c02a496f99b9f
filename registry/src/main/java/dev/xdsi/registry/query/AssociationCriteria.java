package dev.xdsi.registry.query;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.registry.store.Criterion;
import dev.xdsi.registry.store.Criterion.StatusIn;
import java.util.Set;

/** The parameters about Associations, as criteria. */
final class AssociationCriteria {
    private AssociationCriteria() {}

    /** Who does not ask for them does not know those that an update of metadata has left behind (ITI TF-2: 3.18.4.1.2.3.7.7). */
    static Criterion.OfAssociation status(Arguments arguments) {
        Set<AvailabilityStatus> asked = arguments.any(Parameter.ASSOCIATION_STATUS);
        return new StatusIn(asked.isEmpty() ? Set.of(AvailabilityStatus.APPROVED) : asked);
    }
}
