package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.util.List;
import java.util.Set;

/** The keys for what a Document Repository does besides taking documents and giving them out. */
public final class RepositoryServiceSettings {
    public static final Setting<String> REMOVE_DOCUMENTS = setting(
            "repository.remove-documents",
            "off",
            "Whether Document Administrators may remove documents for good (ITI-86): on or off.",
            Values.oneOf(List.of("off", "on")));

    public static final Setting<Set<String>> REPOSITORY_ADMINISTRATORS = setting(
            "repository.administrators",
            "",
            "Roles of users who may do so, as code^^codingScheme; others get LocalPolicyRestrictionError. Empty: whoever may"
                    + " call the repository.",
            Values::codes);

    public static final Setting<String> IMAGING_SUMMARY = setting(
            "repository.on-demand.imaging-summary",
            "off",
            "on: each patient of whom imaging studies are published has an imaging summary, a PDF that is made when it is"
                    + " asked for (ITI-61, ITI-43). kept: and what was made stays, as a snapshot that is registered.",
            Values.oneOf(List.of("off", "on", "kept")));

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(REMOVE_DOCUMENTS, REPOSITORY_ADMINISTRATORS, IMAGING_SUMMARY);

    private RepositoryServiceSettings() {}
}
