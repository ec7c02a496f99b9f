package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/** How other communities are asked for patients and documents. */
public final class CommunitySettings {
    public static final Setting<String> PARTNERS = setting(
            "communities.partners",
            "",
            "File with the communities that we ask. Empty: partners.yaml in the data folder, if it is there. `./xdsi"
                    + " partner example` prints one to start from; a changed file is taken over without a restart.",
            text -> text);

    public static final Setting<Duration> COMMUNITIES_TIME_BUDGET = setting(
            "communities.time-budget",
            "20 s",
            "How long a community may take until its answer begins; the others' answers are given without it then.",
            Values::positiveDuration);

    public static final Setting<Integer> COMMUNITIES_MAX_RESULTS = setting(
            "communities.max-results",
            "2000",
            "An answer of a community with more results than this is not taken.",
            Values::positive);

    public static final Setting<Integer> DISCOVERY_CONFIDENCE = setting(
            "patient-discovery.confidence",
            "90",
            "Degree of match, 0 to 100, below which a patient whom another community names is not taken for ours.",
            Values::percent);

    public static final Setting<Duration> DISCOVERY_REMEMBER = setting(
            "patient-discovery.remember",
            "24 h",
            "How long it is believed that a patient has an id in another community before it is asked again.",
            Values::duration);

    public static final Setting<Duration> DISCOVERY_TIME_OUT = setting(
            "patient-discovery.time-out",
            "5 s",
            "How long a community may take to say who a patient is.",
            Values::positiveDuration);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            PARTNERS,
            COMMUNITIES_TIME_BUDGET,
            COMMUNITIES_MAX_RESULTS,
            DISCOVERY_CONFIDENCE,
            DISCOVERY_REMEMBER,
            DISCOVERY_TIME_OUT);

    private CommunitySettings() {}
}
