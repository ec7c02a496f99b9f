package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Our own X-Assertion Provider and the users whom it knows. */
public final class AssertionProviderSettings {
    public static final Setting<String> FIRST_USER = setting(
            "assertion-provider.first-user",
            "demo",
            "Where there is no user yet, this one is made, as an administrator; the password is written to"
                    + " xua/first-user in the data folder. Empty: none is made.",
            Values.orEmpty(Values::userId));

    public static final Setting<String> ASSERTION_ISSUER = setting(
            "assertion-provider.issuer",
            "urn:oid:2.25.165283940817263548190283746501928374650",
            "Issuer of our assertions, by which relying parties know us: a URI.",
            text -> Values.uri(text).toString());

    public static final Setting<List<URI>> ASSERTION_AUDIENCES = setting(
            "assertion-provider.audiences",
            "",
            "Audiences of our assertions: URIs. Empty: this community, urn:oid: with home-community-id.",
            Values::uris);

    public static final Setting<List<URI>> ASSERTION_APPLIES_TO = setting(
            "assertion-provider.applies-to",
            "",
            "Further audiences that clients may ask for by AppliesTo (WS-Trust): URIs.",
            Values::uris);

    public static final Setting<Duration> ASSERTION_LIFETIME = setting(
            "assertion-provider.lifetime",
            "15 min",
            "How long an assertion holds, at least 10 s; clients may ask for less.",
            Values.atLeast(Duration.ofSeconds(10), "is less than 10 s"));

    public static final Setting<String> ASSERTION_KEY = setting(
            "assertion-provider.key",
            "",
            "PEM file of the RSA key that signs assertions. Empty: a demonstration key, made at first start.",
            text -> text);

    public static final Setting<String> ASSERTION_CERTIFICATE = setting(
            "assertion-provider.certificate",
            "",
            "PEM file of its certificate, which partners must trust.",
            text -> text);

    public static final Setting<Integer> LOCK_ATTEMPTS = setting(
            "assertion-provider.lock-attempts",
            "5",
            "So many wrong passwords in a row lock an account.",
            Values::positive);

    public static final Setting<Duration> LOCK_DURATION =
            setting("assertion-provider.lock-duration", "15 min", "For so long.", Values::positiveDuration);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            FIRST_USER,
            ASSERTION_ISSUER,
            ASSERTION_AUDIENCES,
            ASSERTION_APPLIES_TO,
            ASSERTION_LIFETIME,
            ASSERTION_KEY,
            ASSERTION_CERTIFICATE,
            LOCK_ATTEMPTS,
            LOCK_DURATION);

    private AssertionProviderSettings() {}
}
