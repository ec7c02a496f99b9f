package dev.xdsi.model.rules;

import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;

/**
 * One row of the attribute table: how often an attribute occurs at either side, where it is kept, what its values look like.
 *
 * @param atSource presence in what a Document Source sends to a repository
 * @param atRegistry presence in what reaches a registry
 */
record AttributeRule(
        Subject subject, String attribute, Presence atSource, Presence atRegistry, Carrier carrier, Form form) {

    void check(RegistryObjectDraft draft, Findings findings) {
        List<String> values = carrier.values(draft);
        Presence presence = findings.side() == Side.REGISTRY ? atRegistry : atSource;
        if (!presence.allows(values.size())) {
            findings.metadata(draft, name() + " " + presence.describe(values.size()));
        }
        for (String value : values) {
            if (!form.matches(value)) {
                findings.metadata(draft, name() + " is not " + form.description() + ": " + Shown.of(value));
            }
        }
    }

    String name() {
        return subject + "." + attribute;
    }
}
