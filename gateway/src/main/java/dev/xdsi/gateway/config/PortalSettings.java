package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/** What browsers and monitoring reach: the portal, the viewer and the metrics. */
public final class PortalSettings {
    public static final Setting<String> PORTAL_HOST =
            setting("portal.host", "127.0.0.1", "Address of the portal, its REST interface and /health.", Values::text);

    public static final Setting<Integer> PORTAL_PORT = setting("portal.port", "8080", "Its port.", Values::port);

    public static final Setting<String> PORTAL_PUBLIC_URL = setting(
            "portal.public-url",
            "",
            "How browsers reach the portal, where that is through a proxy. Empty: at portal.port of the host that they"
                    + " called.",
            Values.orEmpty(text -> Values.url(text).toString()));

    public static final Setting<Boolean> PORTAL_SECURE = setting(
            "portal.secure",
            "false",
            "True where browsers reach the portal and the viewer by https alone, through a proxy: cookies are then for"
                    + " https alone.",
            Values::yesOrNo);

    public static final Setting<Duration> SESSION_IDLE = setting(
            "portal.session-idle",
            "30 min",
            "A user who does nothing for so long must log in again.",
            Values::positiveDuration);

    public static final Setting<Duration> SESSION_LENGTH = setting(
            "portal.session-length", "12 h", "Every user must log in again after so long.", Values::positiveDuration);

    public static final Setting<String> VIEWER_HOST = setting(
            "viewer.host",
            "127.0.0.1",
            "Address of the viewer for images, which users enter from the portal.",
            Values::text);

    public static final Setting<Integer> VIEWER_PORT = setting("viewer.port", "8082", "Its port.", Values::port);

    public static final Setting<String> VIEWER_PUBLIC_URL = setting(
            "viewer.public-url",
            "",
            "How browsers reach the viewer, where that is through a proxy: an origin of its own, other than the portal's."
                    + " Empty: at viewer.port of the host that they called.",
            Values.orEmpty(text -> Values.url(text).toString()));

    public static final Setting<String> METRICS_HOST = setting(
            "metrics.host",
            "127.0.0.1",
            "Address of /metrics for Prometheus, which asks without a log-in; nothing there is about a patient or a user.",
            Values::text);

    public static final Setting<Integer> METRICS_PORT = setting("metrics.port", "9464", "Its port.", Values::port);

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            PORTAL_HOST,
            PORTAL_PORT,
            PORTAL_PUBLIC_URL,
            PORTAL_SECURE,
            SESSION_IDLE,
            SESSION_LENGTH,
            VIEWER_HOST,
            VIEWER_PORT,
            VIEWER_PUBLIC_URL,
            METRICS_HOST,
            METRICS_PORT);

    private PortalSettings() {}
}
