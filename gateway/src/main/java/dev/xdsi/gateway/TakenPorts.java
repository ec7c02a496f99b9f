package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.soap.server.BindTrouble;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ports at which this process cannot listen, mostly because other programs have them. They are looked for before anything is started, so
 * that a start which cannot succeed costs no time and leaves nothing; whoever takes one in between is met when it is listened on.
 */
final class TakenPorts {
    private static final int BACKLOG = 1;

    private TakenPorts() {}

    /** Names the first port that this process would listen on and cannot. */
    static void refuse(Configuration configuration, Addresses addresses) throws IOException {
        for (Map.Entry<Setting<Integer>, InetSocketAddress> wanted :
                wanted(configuration.get(Settings.ACTORS), addresses).entrySet()) {
            InetSocketAddress address = wanted.getValue();
            try (ServerSocket free = new ServerSocket()) {
                free.bind(address, BACKLOG);
            } catch (IOException refused) {
                throw explained(wanted.getKey(), address, refused);
            }
        }
    }

    /** Listens on a port. */
    @FunctionalInterface
    interface Opening {
        void run() throws IOException;
    }

    /** Opens a port that somebody may have taken since they were looked for. */
    static void opening(Setting<Integer> port, InetSocketAddress address, Opening opening) throws IOException {
        try {
            opening.run();
        } catch (BindException refused) {
            throw explained(port, address, refused);
        }
    }

    private static Map<Setting<Integer>, InetSocketAddress> wanted(List<String> actors, Addresses addresses) {
        Map<Setting<Integer>, InetSocketAddress> wanted = new LinkedHashMap<>();
        wanted.put(PortalSettings.PORTAL_PORT, at(addresses.portal()));
        wanted.put(PortalSettings.METRICS_PORT, at(addresses.metrics()));
        wanted.put(Settings.IHE_PLAIN_PORT, at(addresses.ihePlain()));
        wanted.put(Settings.IHE_TLS_PORT, at(addresses.iheTls()));
        if (actors.contains(Settings.CONSUMER)) {
            wanted.put(PortalSettings.VIEWER_PORT, at(addresses.viewer()));
        }
        if (actors.contains(Settings.IMAGING_SOURCE)) {
            wanted.put(Settings.DICOM_PORT, addresses.dicom());
            wanted.put(Settings.DICOM_TLS_PORT, addresses.dicomTls());
        }
        if (actors.contains(Settings.REGISTRY)) {
            wanted.put(Settings.MLLP_PORT, addresses.mllp());
            wanted.put(Settings.MLLP_TLS_PORT, addresses.mllpTls());
        }
        if (actors.contains(Settings.AUDIT_REPOSITORY)) {
            wanted.put(Settings.AUDIT_PORT, addresses.audit());
        }
        return wanted;
    }

    private static InetSocketAddress at(URI address) {
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    /** An operator must know what it was, and where to change it. */
    private static IOException explained(Setting<Integer> port, InetSocketAddress address, IOException reason) {
        return new IOException(
                "cannot listen at " + address + " (" + reason.getMessage() + "): "
                        + BindTrouble.at(address, reason).explained(named(port.key(), port.variable()), host(port)),
                reason);
    }

    /** Every port has its host beside it. */
    private static String host(Setting<Integer> port) {
        return named(port.key().replaceFirst("port$", "host"), port.variable().replaceFirst("PORT$", "HOST"));
    }

    private static String named(String key, String variable) {
        return key + " (" + variable + ")";
    }
}
