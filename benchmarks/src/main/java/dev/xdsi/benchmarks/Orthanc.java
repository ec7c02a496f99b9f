package dev.xdsi.benchmarks;

import dev.xdsi.gateway.config.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Orthanc with its DICOMweb plugin and its own index (SQLite), as Debian packages it: what hospitals run where they run something that is
 * open. It syncs each file, and sends without waiting for more ({@code TCP_NODELAY}), as the gateway does.
 */
final class Orthanc implements AutoCloseable {
    static final String AE_TITLE = "ORTHANC";

    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path PLUGINS = Path.of("/usr/share/orthanc/plugins");
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Process process;
    private final int dicom;
    private final int web;

    private Orthanc(Process process, int dicom, int web) {
        this.process = process;
        this.dicom = dicom;
        this.web = web;
    }

    static Orthanc start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int dicom = FreePort.onLoopback();
        int web = FreePort.onLoopback();
        Path plugin = PLUGINS.resolve("libOrthancDicomWeb.so");
        if (!Files.isExecutable(PROGRAM) || !Files.exists(plugin)) {
            throw new IOException("Orthanc is not installed: install orthanc and orthanc-dicomweb (Debian, Ubuntu)");
        }
        Path configuration = Files.writeString(
                folder.resolve("orthanc.json"), """
                {"Name": "peer", "DicomAet": "%s", "DicomPort": %d, "HttpPort": %d,
                 "StorageDirectory": "%s/db", "IndexDirectory": "%s/db", "SyncStorageArea": true, "StorageCompression": false,
                 "AuthenticationEnabled": false, "RemoteAccessAllowed": false, "DicomCheckCalledAet": false,
                 "DicomAlwaysAllowStore": true, "KeepAlive": true, "KeepAliveTimeout": 30, "TcpNoDelay": true,
                 "Plugins": ["%s"], "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
                """.formatted(AE_TITLE, dicom, web, folder, folder, plugin));
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("TCP_NODELAY", "1"); // DCMTK's own name for it, which holds for associations
        Process process = builder.start();
        new Listening("Orthanc", process, folder.resolve("output")).await(web);
        return new Orthanc(process, dicom, web);
    }

    int dicom() {
        return dicom;
    }

    int web() {
        return web;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
