package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.gateway.xua.Demands;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import java.time.Duration;
import java.util.List;

/** What is asked of the assertions that say who a user is (XUA, ITI-40). */
public final class XuaSettings {
    public static final Setting<Demand> XUA_TLS = setting(
            "xua.tls",
            "required",
            "What requests over TLS must say of their user (XUA, ITI-40): required, a SAML 2.0 assertion of a trusted"
                    + " issuer; optional, such an assertion or none; off, assertions are not looked at.",
            Demands::demand);

    public static final Setting<Demand> XUA_PLAIN =
            setting("xua.plain", "optional", "The same for requests without TLS.", Demands::demand);

    public static final Setting<Demands> XUA_ENDPOINTS = setting(
            "xua.endpoints",
            "",
            "Exceptions for single endpoints, as /path=required, …; /path@tls=… and /path@plain=… for one port only.",
            Demands::of);

    public static final Setting<String> XUA_TRUSTED_ISSUERS = setting(
            "xua.trusted-issuers",
            "",
            "YAML file of the issuers whose assertions are believed besides our own X-Assertion Provider: under"
                    + " issuers, a list with issuer (the name in its assertions), certificates (PEM files) and,"
                    + " optionally, home-community-ids (OIDs of the communities for whose users alone it may vouch)."
                    + " Changed files are taken over without a restart; a certificate taken out is revoked.",
            text -> text);

    public static final Setting<List<String>> XUA_AUDIENCES = setting(
            "xua.audiences",
            "",
            "URIs by which assertions may mean us, a, b, …. Empty: urn:oid: and our home-community-id.",
            Values::words);

    public static final Setting<Duration> XUA_MAX_LIFETIME = setting(
            "xua.max-lifetime", "4 h", "Assertions that are valid for longer are refused.", Values::positiveDuration);

    public static final Setting<Duration> XUA_CLOCK_SKEW =
            setting("xua.clock-skew", "180 s", "By how much an issuer's clock and ours may differ.", Values::duration);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            XUA_TLS, XUA_PLAIN, XUA_ENDPOINTS, XUA_TRUSTED_ISSUERS, XUA_AUDIENCES, XUA_MAX_LIFETIME, XUA_CLOCK_SKEW);

    private XuaSettings() {}
}
