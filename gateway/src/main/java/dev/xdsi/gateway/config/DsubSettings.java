package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.soap.addressing.Recipients;
import java.time.Duration;
import java.util.List;

/** Who may subscribe to what the registry takes, and for how long (DSUB, ITI-52). */
public final class DsubSettings {
    public static final Setting<Recipients> DSUB_RECIPIENTS = setting(
            "dsub.recipients",
            "",
            "Whom subscriptions (DSUB, ITI-52) may have notified of what the registry takes: URLs, a, b, …; each stands for"
                    + " itself and all that is below it. Empty: there are no subscriptions.",
            Values::recipients);

    public static final Setting<Duration> DSUB_DURATION = setting(
            "dsub.duration",
            "720 h",
            "How long a subscription lasts whose subscriber does not say.",
            Values::positiveDuration);

    public static final Setting<Duration> DSUB_LONGEST_DURATION =
            setting("dsub.longest-duration", "8760 h", "No subscription lasts longer.", Values::positiveDuration);

    public static final Setting<Integer> DSUB_MAX_SUBSCRIPTIONS =
            setting("dsub.max-subscriptions", "10000", "There are no more subscriptions than this.", Values::positive);

    public static final Setting<Integer> DSUB_MAX_OF_SUBSCRIBER = setting(
            "dsub.max-subscriptions-of-subscriber",
            "1000",
            "One subscriber, a user or a node, has no more than this.",
            Values::positive);

    public static final Setting<Duration> DSUB_GIVE_UP = setting(
            "dsub.give-up-after",
            "72 h",
            "A notification that its recipient has not taken for so long is given up; `./xdsi subscription` shows it and"
                    + " tries it again.",
            Values::positiveDuration);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            DSUB_RECIPIENTS,
            DSUB_DURATION,
            DSUB_LONGEST_DURATION,
            DSUB_MAX_SUBSCRIPTIONS,
            DSUB_MAX_OF_SUBSCRIBER,
            DSUB_GIVE_UP);

    private DsubSettings() {}
}
