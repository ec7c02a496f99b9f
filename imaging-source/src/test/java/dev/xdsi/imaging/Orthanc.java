package dev.xdsi.imaging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Orthanc as the PACS behind us and as a client of our DICOMweb, at ports that are known before it runs. */
final class Orthanc implements AutoCloseable {
    static final String TITLE = "ORTHANC";
    private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

    final int dicom = freePort();
    final int web = freePort();
    private final Path folder;
    private final @Nullable Tls tls;
    private @Nullable Process process;

    /**
     * What it speaks nothing but DICOM-TLS with; HTTPS ends Debian's Orthanc 1.10 at the first connection.
     *
     * @param authority whom it trusts
     */
    record Tls(Path key, Path certificate, Path authority) {}

    Orthanc(Path folder) throws IOException {
        this(folder, null);
    }

    /** @param tls null where it speaks without */
    Orthanc(Path folder, @Nullable Tls tls) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.tls = tls;
    }

    URI dicomWeb() {
        return URI.create("http://127.0.0.1:" + web + "/dicom-web");
    }

    /** @param xdsi where it may move to as XDSI, with TLS to the port that was opened last, and its DICOMweb server of that name */
    void start(RunningSource xdsi) throws Exception {
        if (!Files.exists(DICOM_WEB)) {
            Samples.missing("Orthanc's DICOMweb plugin is not installed");
        }
        Path configuration = folder.resolve("orthanc.json");
        Files.writeString(configuration, """
            {"Name": "peer", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpPort": %d, "StorageDirectory": "%s",
             "IndexDirectory": "%s", "AuthenticationEnabled": false, "RemoteAccessAllowed": false, "Plugins": ["%s"],
             "DicomWeb": {"Enable": true, "Root": "/dicom-web/", "Servers": {"xdsi": {"Url": "http://127.0.0.1:%d/dicom-web/"}}}, "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true,
             "DicomAlwaysAllowMove": true, "StorageCompression": false,
             "DicomModalities": {"xdsi": {"AET": "XDSI", "Host": "127.0.0.1", "Port": %d, "AllowGet": true, "AllowFind": true, "AllowMove": true, "UseDicomTls": %b}}%s}
            """.formatted(
                dicom,
                web,
                folder.resolve("db"),
                folder.resolve("db"),
                DICOM_WEB,
                xdsi.web(),
                tls == null ? xdsi.dicomPort() : xdsi.source.dicomPorts().getLast(),
                tls != null,
                tls == null ? "" : secure(tls)));
        try {
            process = new ProcessBuilder("/usr/sbin/Orthanc", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("orthanc.log").toFile())
                    .start();
        } catch (IOException absent) {
            Samples.missing("Orthanc is not installed: " + absent.getMessage());
        }
        for (int tries = 0; !answers(); tries++) {
            if (tries == 600) {
                throw new AssertionError("Orthanc does not answer: " + log());
            }
            Thread.sleep(100);
        }
    }

    private static String secure(Tls with) {
        return """
            , "DicomTlsEnabled": true, "DicomTlsPrivateKey": "%s", "DicomTlsCertificate": "%s", "DicomTlsTrustedCertificates": "%s",
             "DicomTlsRemoteCertificateRequired": true
            """.formatted(with.key(), with.certificate(), with.authority());
    }

    private boolean answers() throws Exception {
        try {
            return call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + "/system")))
                    .contains("\"peer\"");
        } catch (IOException notYet) {
            return false;
        }
    }

    void add(byte[] file) throws Exception {
        String answer = post("/instances", BodyPublishers.ofByteArray(file));
        if (!answer.contains("Success") && !answer.contains("AlreadyStored")) {
            throw new AssertionError(answer);
        }
    }

    /** Asks its DICOMweb client to do something with our server, in JSON. */
    String client(String operation, String json) throws Exception {
        return post("/dicom-web/servers/xdsi/" + operation, BodyPublishers.ofString(json));
    }

    private String post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + path))
                .POST(body));
    }

    String get(String path) throws Exception {
        return call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + path)));
    }

    byte[] bytes(String path) throws Exception {
        try (HttpClient once = HttpClient.newHttpClient()) {
            return once.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web + path))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        }
    }

    /** On a connection of its own: Orthanc closes those that are kept when it likes. */
    private static String call(HttpRequest.Builder request) throws Exception {
        try (HttpClient once = HttpClient.newHttpClient()) {
            return once.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("orthanc.log"));
    }

    @Override
    public void close() throws Exception {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            process = null;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
