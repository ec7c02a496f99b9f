package dev.xdsi.model.rules;

import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.draft.RegistryObjectDraft;
import java.util.List;

/** One row of the attribute table: how often an attribute occurs, where it is kept, what its values look like. */
record AttributeRule(Subject subject, String attribute, Occurrence occurrence, Carrier carrier, Form form) {

    /**
     * @param atSource presence in what a Document Source sends to a repository
     * @param atRegistry presence in what reaches a registry
     * @param onDemand presence in an entry whose document is made only when it is asked for
     */
    record Occurrence(Presence atSource, Presence atRegistry, Presence onDemand) {
        static Occurrence everywhere(Presence presence) {
            return new Occurrence(presence, presence, presence);
        }

        Presence of(RegistryObjectDraft draft, Side side) {
            return switch (side) {
                case REPOSITORY -> atSource;
                case REGISTRY -> atRegistry;
                case REGISTRY_ON_DEMAND -> onDemand;
                case REGISTRY_UPDATE ->
                    DocumentEntryType.ON_DEMAND.urn().equals(draft.header().objectType()) ? onDemand : atRegistry;
            };
        }
    }

    void check(RegistryObjectDraft draft, Findings findings) {
        List<String> values = carrier.values(draft);
        Presence presence = occurrence.of(draft, findings.side());
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
