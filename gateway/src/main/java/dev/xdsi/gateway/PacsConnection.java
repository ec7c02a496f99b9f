package dev.xdsi.gateway;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import java.io.IOException;
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
    static @Nullable PacsSettings of(Configuration configuration, SSLContext tls) throws IOException {
        String title = configuration.get(PacsKeys.AE_TITLE);
        if (title.isEmpty()) {
            return null;
        }
        InetSocketAddress address = PacsKeys.address(required(configuration, PacsKeys.ADDRESS));
        return new PacsSettings(
                new RemoteEntity(
                        new AeTitle(title),
                        address.getHostString(),
                        address.getPort(),
                        configuration.get(PacsKeys.TLS) ? tls.getSocketFactory() : SocketFactory.getDefault()),
                way(configuration, tls),
                configuration.get(PacsKeys.CACHE) * MEGABYTE);
    }

    private static Way way(Configuration configuration, SSLContext tls) throws IOException {
        return switch (configuration.get(PacsKeys.FETCH)) {
            case PacsKeys.C_MOVE -> new Way.Move();
            case PacsKeys.WADO_RS -> {
                String url = required(configuration, PacsKeys.DICOM_WEB);
                yield new Way.WadoRs(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url), tls);
            }
            default -> new Way.Get();
        };
    }

    private static String required(Configuration configuration, Setting<String> setting) throws IOException {
        String value = configuration.get(setting);
        if (value.isEmpty()) {
            throw new IOException(setting.key() + " is needed where " + PacsKeys.AE_TITLE.key() + " names a PACS");
        }
        return value;
    }
}
