package dev.xdsi.registry.query;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.registry.store.Criterion.EitherEndIn;
import dev.xdsi.registry.store.Criterion.OfAssociation;
import dev.xdsi.registry.store.RegisteredAssociation;
import dev.xdsi.registry.store.RegisteredObject;
import java.util.List;
import java.util.Set;

/** GetAssociations, ITI TF-2: 3.18.4.1.2.3.7.7. */
record GetAssociations(Set<EntryUuid> ends, OfAssociation status) implements StoredQuery {
    GetAssociations {
        ends = Set.copyOf(ends);
    }

    static GetAssociations of(Arguments arguments) {
        return new GetAssociations(arguments.any(Parameter.UUID), AssociationCriteria.status(arguments));
    }

    @Override
    public List<RegisteredObject> run(Questions registry) {
        return registry.associations(EitherEndIn::new, ends, List.of(status)).stream()
                .map(RegisteredAssociation::object)
                .toList();
    }

    @Override
    public boolean asksSeveral() {
        return ends.size() > Questions.NAMED_AT_ONCE;
    }
}
