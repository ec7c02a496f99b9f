package dev.xdsi.imaging.pacs;

import dev.xdsi.dicom.DicomException;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.imaging.archive.AnnouncedInstance;
import dev.xdsi.imaging.archive.InstanceSource;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.imaging.stow.Part10Prefix;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WADO-RS as its user (PS3.18 10.4): a series at once where many of its instances are wanted, else each. */
final class FetchByWadoRs implements InstanceSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchByWadoRs.class);
    private static final String ACCEPT = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** So few are asked for one after the other, on one connection: the series may be long. */
    private static final int FEW = 32;

    /** In one answer, wanted or not. */
    private static final int MOST_PARTS = 50_000;

    private final String base;
    private final HttpClient http;

    FetchByWadoRs(PacsSettings.Way.WadoRs way) {
        this.base = way.base().toString();
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (way.tls() != null) {
            client.sslContext(way.tls());
        }
        this.http = client.build();
    }

    @Override
    public void fetch(WantedInstances wanted, Taker taker) throws IOException {
        String series = base + "/studies/" + wanted.study() + "/series/" + wanted.series();
        List<Oid> instances = wanted.sopInstances();
        if (instances.size() > FEW) {
            fetch(URI.create(series), wanted, taker);
            return;
        }
        for (Oid each : instances) {
            fetch(URI.create(series + "/instances/" + each), wanted, taker);
        }
    }

    /** What the PACS has no more, or not in any form that it may give, does not come, and keeps nothing else from coming. */
    private void fetch(URI address, WantedInstances wanted, Taker taker) throws IOException {
        HttpResponse<InputStream> response = send(address);
        try (InputStream body = new PatientBody(response.body(), SILENCE)) {
            switch (response.statusCode()) {
                case 200 -> take(new MultipartReader(body, boundary(response)), wanted, taker);
                case 404, 406, 410 -> LOG.warn("the PACS answered {} with status {}", address, response.statusCode());
                default -> throw new IOException("the PACS answered WADO-RS with status " + response.statusCode());
            }
        }
    }

    private static void take(MultipartReader parts, WantedInstances wanted, Taker taker) throws IOException {
        int count = 0;
        for (Optional<MultipartReader.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            if (++count > MOST_PARTS) {
                throw new IOException("the PACS answered WADO-RS with more than " + MOST_PARTS + " instances");
            }
            InputStream file = part.get().body();
            AnnouncedInstance announced = announced(file, wanted.study());
            // A series may have grown, or some of it may be here; what was not asked for passes.
            if (Oid.isValid(announced.sopInstanceUID())
                    && wanted.sopClasses().containsKey(new Oid(announced.sopInstanceUID()))) {
                taker.take(announced, file);
            }
        }
    }

    private static AnnouncedInstance announced(InputStream file, Oid study) throws IOException {
        try {
            return Part10Prefix.read(file, study.value());
        } catch (DicomException none) {
            throw new IOException(
                    "the PACS answered WADO-RS with a part that is no DICOM file: " + none.getMessage(), none);
        }
    }

    private HttpResponse<InputStream> send(URI address) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(ANSWER)
                            .header("Accept", ACCEPT)
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException | ConnectException away) {
            ConnectException clear = new ConnectException("the PACS cannot be reached at " + base);
            clear.initCause(away);
            throw clear;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the PACS was asked", stopping);
        }
    }

    private static String boundary(HttpResponse<InputStream> response) throws IOException {
        return MediaType.parse(response.headers().firstValue("Content-Type").orElse(""))
                .filter(type -> type.type().equals("multipart/related"))
                .map(type -> type.parameter("boundary"))
                .orElseThrow(
                        () -> new IOException("the PACS answered WADO-RS with something else than multipart/related"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
