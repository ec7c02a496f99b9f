package dev.xdsi.gateway;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The PACS behind the Imaging Document Source, as the configuration names it. */
final class PacsConnection {
    private static final long MEGABYTE = 1_000_000;

    private PacsConnection() {}

    /** @param tls of this node; null where no PACS is named */
    static @Nullable PacsSettings of(Configuration configuration, SSLContext tls) {
        String title = configuration.get(PacsKeys.AE_TITLE);
        if (title.isEmpty()) {
            return null;
        }
        InetSocketAddress address = PacsKeys.address(configuration.get(PacsKeys.ADDRESS));
        return new PacsSettings(
                new RemoteEntity(
                        new AeTitle(title),
                        address.getHostString(),
                        address.getPort(),
                        configuration.get(PacsKeys.TLS) ? tls.getSocketFactory() : SocketFactory.getDefault()),
                way(configuration, tls),
                configuration.get(PacsKeys.CACHE) * MEGABYTE);
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
