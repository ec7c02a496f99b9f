package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.DicomPartnersFile;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may query, retrieve and store over DIMSE, as the partners file says at the moment ({@code docs/adr/0020}). */
final class AgreedQueries implements Supplier<ImagingPartners> {
    private static final Logger LOG = LoggerFactory.getLogger(AgreedQueries.class);

    private final Configuration configuration;
    private volatile ImagingPartners agreed = ImagingPartners.NOBODY;

    private AgreedQueries(Configuration configuration) {
        this.configuration = configuration;
    }

    static AgreedQueries start(Configuration configuration, NodeTls tls, SettingsFiles files) throws IOException {
        AgreedQueries queries = new AgreedQueries(configuration);
        DicomPartnersFile file = new DicomPartnersFile(
                PartnersFile.of(configuration),
                tls.context().getSocketFactory(),
                configuration.get(Settings.DICOM_USER_IDENTITY),
                configuration.get(Settings.DICOM_CALLERS));
        files.follow("DICOM partners", () -> queries.read(file));
        return queries;
    }

    private List<Path> read(DicomPartnersFile file) throws IOException {
        agreed = file.read();
        openToAll().ifPresent(LOG::warn);
        return List.of(file.file());
    }

    /** That strangers may store, which somebody should decide on; who said that they may has. */
    Optional<String> attention() {
        return configuration.get(Settings.DICOM_CALLERS) == CallerRule.ANY ? Optional.empty() : openToAll();
    }

    private Optional<String> openToAll() {
        List<String> ports = Stream.of(
                        new InetSocketAddress(
                                configuration.get(Settings.DICOM_HOST), configuration.get(Settings.DICOM_PORT)),
                        new InetSocketAddress(
                                configuration.get(Settings.DICOM_TLS_HOST), configuration.get(Settings.DICOM_TLS_PORT)))
                .filter(port -> port.getAddress() != null && !port.getAddress().isLoopbackAddress())
                .map(port -> port.getHostString() + ":" + port.getPort())
                .toList();
        return ports.isEmpty() || !agreed.areOpen()
                ? Optional.empty()
                : Optional.of("whoever reaches the DICOM port at " + String.join(" or ", ports)
                        + " may store under any AE title: list those who may in " + PartnersFile.of(configuration)
                        + " (dicom, may: [store]), or set " + Settings.DICOM_CALLERS.key());
    }

    @Override
    public ImagingPartners get() {
        return agreed;
    }
}
