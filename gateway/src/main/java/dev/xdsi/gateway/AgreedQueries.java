package dev.xdsi.gateway;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.DicomPartnersFile;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.imaging.partner.ImagingPartners;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Who may query and retrieve over DIMSE, as the partners file says at the moment ({@code docs/adr/0020}). */
final class AgreedQueries implements Supplier<ImagingPartners> {
    private volatile ImagingPartners agreed = ImagingPartners.NOBODY;

    private AgreedQueries() {}

    static AgreedQueries start(Configuration configuration, NodeTls tls, SettingsFiles files) throws IOException {
        AgreedQueries queries = new AgreedQueries();
        DicomPartnersFile file = new DicomPartnersFile(
                PartnersFile.of(configuration),
                tls.context().getSocketFactory(),
                configuration.get(Settings.DICOM_USER_IDENTITY));
        files.follow("DICOM partners", () -> queries.read(file));
        return queries;
    }

    private List<Path> read(DicomPartnersFile file) throws IOException {
        agreed = file.read();
        return List.of(file.file());
    }

    @Override
    public ImagingPartners get() {
        return agreed;
    }
}
