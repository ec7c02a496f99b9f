package dev.xdsi.consent;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.transaction.Caller;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges documents and images by the entries that the Document Registry has of them. */
public final class RegisteredDocuments implements DocumentDisclosure {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredDocuments.class);

    private final ConsentDecisionPoint consent;
    private final Entries entries;

    /** All entries of some documents; throws when the registry cannot be asked. */
    @FunctionalInterface
    public interface Entries {
        List<Resource> of(Set<String> documentUniqueIds, Caller onBehalfOf);
    }

    public RegisteredDocuments(ConsentDecisionPoint consent, Entries entries) {
        this.consent = consent;
        this.entries = entries;
    }

    @Override
    public View viewOf(Caller caller, String transaction) {
        ConsentDecisionPoint.View view = consent.viewOf(caller, transaction);
        return new View() {
            @Override
            public Set<String> disclosed(Set<String> documentUniqueIds) {
                return documentUniqueIds.isEmpty()
                        ? Set.of()
                        : permitted(registered(documentUniqueIds, caller, transaction), view);
            }

            @Override
            public boolean isDisclosed(Resource unregistered) {
                return view.maySee(unregistered).isPermitted();
            }
        };
    }

    /** A document with two entries, of two patients even, is disclosed only where both may be. */
    private static Set<String> permitted(List<Resource> registered, ConsentDecisionPoint.View view) {
        Map<Boolean, Set<String>> byDecision = registered.stream()
                .filter(entry -> entry.documentUniqueId() != null)
                .collect(Collectors.partitioningBy(
                        entry -> view.maySee(entry).isPermitted(),
                        Collectors.mapping(entry -> String.valueOf(entry.documentUniqueId()), Collectors.toSet())));
        Set<String> permitted = new HashSet<>(byDecision.getOrDefault(true, Set.of()));
        permitted.removeAll(byDecision.getOrDefault(false, Set.of()));
        return permitted;
    }

    private List<Resource> registered(Set<String> documentUniqueIds, Caller caller, String transaction) {
        try {
            return entries.of(documentUniqueIds, caller);
        } catch (RuntimeException e) {
            LOG.error("{} is denied because the registry cannot be asked", transaction, e);
            return List.of();
        }
    }
}
