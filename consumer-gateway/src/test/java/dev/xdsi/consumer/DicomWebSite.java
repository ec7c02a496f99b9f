package dev.xdsi.consumer;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.DocumentConsumer.Configuration;
import dev.xdsi.consumer.DocumentConsumer.ImagingSourceAddresses;
import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.model.Oid;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Virtual DICOMweb with ada logged in, before a community of one study. */
final class DicomWebSite implements AutoCloseable {
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Community community;
    private final DocumentConsumer consumer;
    private final HttpServer portal;
    private String token = "";

    private DicomWebSite(Path folder, String publicUrl) {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        community = new Community(settings);
        AuditContext context = new AuditContext(
                new AuditSource("site", "test", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        ImagingSourceAddresses source = new ImagingSourceAddresses(
                community.address("/ids"), community.address("/dicom-web"), community.address("/wado"));
        consumer = DocumentConsumer.start(
                new Configuration(
                        community.address("/registry"),
                        Map.of(Submissions.REPOSITORY, community.address("/repository")),
                        Map.of(new Oid(TestStudy.LOCATION), source)),
                new AuditTrail(spool, context, InstantSource.fixed(Instant.EPOCH.plusSeconds(1_000)), 1 << 20),
                settings,
                new ClientTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60)),
                new DrawingMaterials(PixelMemory.ofThisProcess(), Lettering.NONE),
                null);
        PortalDoor door = new PortalDoor(
                TestLogIn.withoutAssertions(InstantSource.system()),
                new PortalDoor.Configuration(SessionLimits.DEFAULT, false),
                new PortalDoor.Surroundings(InstantSource.system(), new SecureRandom(), UUID::randomUUID));
        HttpSite site = HttpSite.empty()
                .with("/api/token", Objects.requireNonNull(door.servlets().get("/api/token")));
        for (String path : List.of("/api/studies", "/api/thumbnails/*", "/dicom-web/*")) {
            site = site.with(
                    path,
                    new BrowserAddress(publicUrl, 0)
                            .serving(door.guarded(
                                    Objects.requireNonNull(consumer.servlets().get(path)))));
        }
        portal = HttpServer.start(
                "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
    }

    static DicomWebSite start(Path folder) throws Exception {
        return behindProxy(folder, "");
    }

    /** @param publicUrl as browsers reach it, or empty */
    static DicomWebSite behindProxy(Path folder, String publicUrl) throws Exception {
        DicomWebSite site = new DicomWebSite(folder, publicUrl);
        site.logIn();
        return site;
    }

    void logIn() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address("/api/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\": \"ada\", \"password\": \"ada\"}"))
                .build();
        token = "Bearer "
                + DicomWebTest.json(browser.send(request, BodyHandlers.ofByteArray()))
                        .path("token")
                        .asText();
    }

    Community community() {
        return community;
    }

    List<String> trail() {
        return spool.read(0, 100).stream()
                .map(record -> new String(record.message(), StandardCharsets.UTF_8))
                .toList();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + portal.port("port") + path);
    }

    /** Shows the patient's studies to the user. */
    void show() throws Exception {
        get("/dicom-web/studies?PatientID=" + DicomWebTest.encoded(Submissions.MARY.cx()));
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return get(path, "*/*");
    }

    HttpResponse<byte[]> get(String path, String accept) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", token)
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Asks for what may have changed meanwhile. */
    HttpResponse<byte[]> getIfNoneMatch(String path, String etag) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", token)
                        .header("If-None-Match", etag)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** An answer that is read as it comes, and not to its end. */
    HttpResponse<InputStream> open(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", token)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    HttpResponse<byte[]> anonymously(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        portal.close();
        consumer.close();
        community.close();
    }
}
