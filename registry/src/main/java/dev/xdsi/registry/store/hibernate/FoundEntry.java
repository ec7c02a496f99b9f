package dev.xdsi.registry.store.hibernate;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.registry.store.RegisteredEntry;
import java.util.Set;

/** The columns of a DocumentEntry that a question returns. */
record FoundEntry(Found found, String uniqueId, String classCode, String typeCode) {
    RegisteredEntry registered(Set<Code> confidentialityCodes) {
        return new RegisteredEntry(
                found.registered(),
                new Resource(found.patient(), uniqueId, code(classCode), code(typeCode), confidentialityCodes));
    }

    static Code code(String coded) {
        int end = coded.indexOf("^^");
        return new Code(coded.substring(0, end), coded.substring(end + 2), null);
    }
}
