package dev.xdsi.gateway;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.imaging.ImagingDocumentSource;
import dev.xdsi.imaging.pacs.Forwarding;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The PACS behind the Imaging Document Source, as the configuration names it. */
final class PacsConnection {
    private static final long MEGABYTE = 1_000_000;

    private PacsConnection() {}

    /** @param tls of this node; null where no PACS is named */
    static @Nullable PacsSettings of(Configuration configuration, SSLContext tls) throws IOException {
        String title = configuration.get(PacsKeys.AE_TITLE);
        if (title.isEmpty()) {
            return null;
        }
        SocketFactory sockets = configuration.get(PacsKeys.TLS) ? tls.getSocketFactory() : SocketFactory.getDefault();
        return new PacsSettings(
                entity(title, configuration.get(PacsKeys.ADDRESS), sockets).as(PacsUser.of(configuration)),
                way(configuration, tls),
                configuration.get(PacsKeys.CACHE) * MEGABYTE,
                forwarding(configuration, sockets));
    }

    private static RemoteEntity entity(String title, String hostAndPort, SocketFactory sockets) {
        InetSocketAddress address = PacsKeys.address(hostAndPort);
        return new RemoteEntity(new AeTitle(title), address.getHostString(), address.getPort(), sockets);
    }

    private static Forwarding forwarding(Configuration configuration, SocketFactory sockets) {
        String other = configuration.get(PacsKeys.AVAILABILITY_TO);
        int at = other.lastIndexOf('@');
        return new Forwarding(
                configuration.get(PacsKeys.FORWARD).stream()
                        .map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                configuration.get(PacsKeys.COMMITMENT_WITHIN),
                other.isEmpty() ? null : entity(other.substring(0, at), other.substring(at + 1), sockets));
    }

    /** What older studies it is asked for, and what goes on to it, for users of the portal. */
    static HttpSite publish(HttpSite site, ImagingDocumentSource source) {
        HttpSite extended = site;
        Optional<HttpServlet> backfills = source.backfills(new PortalUsers());
        if (backfills.isPresent()) {
            extended = extended.with("/api/backfills/*", backfills.get());
        }
        Optional<HttpServlet> forwarding = source.forwarding(new PortalUsers());
        return forwarding.isPresent() ? extended.with("/api/forwarding", forwarding.get()) : extended;
    }

    private static Way way(Configuration configuration, SSLContext tls) {
        return switch (configuration.get(PacsKeys.FETCH)) {
            case PacsKeys.C_MOVE -> new Way.Move();
            case PacsKeys.WADO_RS -> {
                String url = configuration.get(PacsKeys.DICOM_WEB);
                yield new Way.WadoRs(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url), tls);
            }
            default -> new Way.Get();
        };
    }
}
