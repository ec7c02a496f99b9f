package dev.xdsi.registry.expected;

import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stored query as a Document Consumer writes it. */
record Ask(String queryId, ReturnType returnType, @Nullable String home, List<SlotDraft> slots) {
    static final String APPROVED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    static final String ANY_STATUS =
            "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved','urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated')";
    static final String DEPRECATED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated')";

    static Ask of(Query query) {
        return new Ask(query.id(), ReturnType.LeafClass, null, List.of());
    }

    Ask objectRef() {
        return new Ask(queryId, ReturnType.ObjectRef, home, slots);
    }

    Ask at(String community) {
        return new Ask(queryId, returnType, community, slots);
    }

    /** One more Slot, its Values as they are given here: quotes and parentheses are the caller's. */
    Ask with(String name, String... values) {
        List<SlotDraft> more = new ArrayList<>(slots);
        more.add(SlotDraft.of(name, values));
        return new Ask(queryId, returnType, home, more);
    }

    /** One more Slot with a list of texts in one Value. */
    Ask withList(String name, String... values) {
        return with(
                name,
                Stream.of(values)
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .collect(Collectors.joining(",", "(", ")")));
    }

    Ask without(String name) {
        return new Ask(
                queryId,
                returnType,
                home,
                slots.stream().filter(slot -> !slot.name().equals(name)).toList());
    }

    StoredQueryRequest request() {
        return new StoredQueryRequest(queryId, returnType, home, slots);
    }
}
