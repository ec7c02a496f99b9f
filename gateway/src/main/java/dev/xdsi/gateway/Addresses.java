package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where this process is reached, with real ports also where the configuration left the choice to the system.
 *
 * @param publicBase how partners reach the IHE interfaces, as manifests say it
 */
public record Addresses(
        URI portal,
        URI viewer,
        URI metrics,
        URI ihePlain,
        URI iheTls,
        URI publicBase,
        InetSocketAddress dicom,
        InetSocketAddress dicomTls,
        InetSocketAddress mllp,
        InetSocketAddress mllpTls,
        InetSocketAddress audit) {

    static Addresses of(Configuration configuration) throws IOException {
        URI plain =
                base("http", configuration.get(Settings.IHE_PLAIN_HOST), port(configuration, Settings.IHE_PLAIN_PORT));
        String publicUrl = configuration.get(Settings.IHE_PUBLIC_URL);
        return new Addresses(
                base(
                        "http",
                        configuration.get(PortalSettings.PORTAL_HOST),
                        port(configuration, PortalSettings.PORTAL_PORT)),
                base(
                        "http",
                        configuration.get(PortalSettings.VIEWER_HOST),
                        port(configuration, PortalSettings.VIEWER_PORT)),
                base(
                        "http",
                        configuration.get(PortalSettings.METRICS_HOST),
                        port(configuration, PortalSettings.METRICS_PORT)),
                plain,
                base("https", configuration.get(Settings.IHE_TLS_HOST), port(configuration, Settings.IHE_TLS_PORT)),
                publicUrl.isEmpty() ? plain : URI.create(publicUrl),
                new InetSocketAddress(configuration.get(Settings.DICOM_HOST), port(configuration, Settings.DICOM_PORT)),
                new InetSocketAddress(
                        configuration.get(Settings.DICOM_TLS_HOST), port(configuration, Settings.DICOM_TLS_PORT)),
                new InetSocketAddress(configuration.get(Settings.MLLP_HOST), port(configuration, Settings.MLLP_PORT)),
                new InetSocketAddress(
                        configuration.get(Settings.MLLP_TLS_HOST), port(configuration, Settings.MLLP_TLS_PORT)),
                new InetSocketAddress(
                        configuration.get(Settings.AUDIT_HOST), port(configuration, Settings.AUDIT_PORT)));
    }

    /** An actor's endpoint as partners call it. */
    URI endpoint(String path) {
        return at(publicBase, path);
    }

    /** An actor's endpoint as this process calls itself. */
    URI local(String path) {
        return at(ihePlain, path);
    }

    static URI at(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    private static URI base(String scheme, String host, int port) {
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** Addresses stand in manifests and audit records before anything listens, so a free port is chosen first. */
    private static int port(Configuration configuration, Setting<Integer> setting) throws IOException {
        int port = configuration.get(setting);
        return port != 0 ? port : FreePort.onLoopback();
    }
}
