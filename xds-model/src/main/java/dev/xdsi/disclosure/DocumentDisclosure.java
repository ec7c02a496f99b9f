package dev.xdsi.disclosure;

import dev.xdsi.transaction.Caller;
import java.util.Set;

/**
 * What an actor that holds documents or images asks before it gives them out. A document is as secret as the DocumentEntries that the
 * Document Registry has of it; what nobody registered is given to nobody. It never throws: where it cannot find out, the answer is no.
 */
@FunctionalInterface
public interface DocumentDisclosure {
    /** An affinity domain in which consent is no question. */
    DocumentDisclosure UNRESTRICTED = (caller, transaction) -> new View() {
        @Override
        public Set<String> disclosed(Set<String> documentUniqueIds) {
            return documentUniqueIds;
        }

        @Override
        public boolean isDisclosed(Resource unregistered) {
            return true;
        }
    };

    /**
     * What the caller may be given during one call.
     *
     * @param transaction by its number, {@code ITI-43}
     */
    View viewOf(Caller caller, String transaction);

    /** One call's questions. For one thread at a time. */
    interface View {
        /** Those of these documents (DocumentEntry.uniqueId) that the caller may have: all entries of each are permitted. */
        Set<String> disclosed(Set<String> documentUniqueIds);

        /** Whether the caller may have what is not registered yet, judged as what it will be registered as. */
        boolean isDisclosed(Resource unregistered);
    }
}
