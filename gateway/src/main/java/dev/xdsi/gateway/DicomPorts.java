package dev.xdsi.gateway;

import dev.xdsi.dicom.net.AssociationListener;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.metrics.AssociationMeters;
import dev.xdsi.imaging.DicomPort;
import dev.xdsi.imaging.ImagingDocumentSource;
import java.io.IOException;

/** The ports at which the Imaging Document Source takes associations: a plain one, and one with mutual TLS (DICOM PS3.15, B.1). */
final class DicomPorts {
    private final ImagingDocumentSource source;
    private final Addresses addresses;
    private final Platform platform;

    DicomPorts(ImagingDocumentSource source, Addresses addresses, Platform platform) {
        this.source = source;
        this.addresses = addresses;
        this.platform = platform;
    }

    void open(Parts parts) throws IOException {
        AssociationMeters watch = new AssociationMeters(platform.metering().meters());
        DicomPort plain = DicomPort.plain(addresses.dicom());
        DicomPort secure = DicomPort.secure(addresses.dicomTls(), platform.tls().serverSockets());
        TakenPorts.opening(
                Settings.DICOM_PORT, addresses.dicom(), () -> add(parts, "DICOM", source.listen(plain, watch)));
        TakenPorts.opening(
                Settings.DICOM_TLS_PORT,
                addresses.dicomTls(),
                () -> add(parts, "DICOM with TLS", source.listen(secure, watch)));
    }

    private static void add(Parts parts, String name, AssociationListener door) {
        parts.addDoor(name, () -> door.stop(Gateway.grace()));
    }
}
