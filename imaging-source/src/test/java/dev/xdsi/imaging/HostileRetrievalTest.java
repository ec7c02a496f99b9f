package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for images that want more than images: each gets a clear answer, and nothing besides. */
@Tag("integration")
class HostileRetrievalTest extends WebScene {
    private static final String WADO = "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES;
    private static final String PART = "\r\n--frontier\r\nContent-Type: ";

    @BeforeEach
    void store() throws Exception {
        storeNative();
        storeCompressed();
    }

    private void assertRefused(HttpResponse<byte[]> response, int... statuses) {
        assertThat(statuses).as(text(response)).contains(response.statusCode());
        assertThat(text(response)).hasSizeBetween(10, 4_000).doesNotContain("Exception", "dev.xdsi", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "1.2.3.4.5.6.7.8.9.10", "2.25.1"})
    void r01WhatNobodyKnowsIsNotThere(String uid) throws Exception {
        assertRefused(get("/dicom-web/studies/" + uid), 404);
        assertRefused(get("/dicom-web/studies/" + STUDY + "/series/" + uid), 404);
        assertRefused(get(WADO + "&objectUID=" + uid), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dicom-web/studies/..%2f..%2fetc",
                "/dicom-web/studies/1.2'%20or%201=1",
                "/dicom-web/studies/1.2%00"
            })
    void r01WhatIsNoUidIsRefusedBeforeItIsLookedFor(String path) throws Exception {
        assertRefused(get(path), 400, 404);
    }

    @Test
    void r03TheRightStudyWithAWrongSeries() throws Exception {
        assertRefused(get(instance(NATIVE).replace(SERIES + "/", OTHER_SERIES + "/")), 404);
        assertRefused(
                get(WADO.replace("seriesUID=" + SERIES, "seriesUID=" + OTHER_SERIES) + "&objectUID=" + NATIVE), 404);
        RetrieveDocumentSetResponse answer = retrieve(STUDY, OTHER_SERIES, document(NATIVE), "1.2.840.10008.1.2.1");
        assertThat(answer.documents()).isEmpty();
        assertThat(answer.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&objectUID=",
                "",
                "&objectUID=1.2&objectUID=1.3",
                "&objectUID=" + NATIVE + "&studyUID=1.2",
                "&objectUID=" + NATIVE + "&requestType=WADO",
                "&objectUID=" + NATIVE + "&requestType="
            })
    void r04ParametersThatAreEmptyOrComeTwice(String query) throws Exception {
        assertRefused(get(WADO + query), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/jpeg%0d%0aSet-Cookie:%20a=b",
                "image/png%0aX-Evil:%201",
                "text/html",
                "application/dicom;%20x=%22%0d%0a%22"
            })
    void r05AContentTypeBringsNoHeaderOfItsOwn(String type) throws Exception {
        HttpResponse<byte[]> response = get(WADO + "&objectUID=" + NATIVE + "&contentType=" + type);

        assertThat(response.statusCode()).isIn(200, 400, 406);
        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "x-evil");
        assertThat(header(response, "Content-Type")).doesNotContain("html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows=1000000000&columns=1000000000",
                "rows=-1",
                "rows=9999999999999999999",
                "windowCenter=NaN&windowWidth=1",
                "windowCenter=1&windowWidth=Infinity",
                "windowCenter=1e309&windowWidth=1",
                "windowCenter=1&windowWidth=-5",
                "region=NaN,0,1,1",
                "frameNumber=2147483648",
                "imageQuality=1e9"
            })
    void r06r07NumbersThatNoPictureHas(String query) throws Exception {
        assertRefused(get(WADO + "&objectUID=" + NATIVE + "&contentType=image/jpeg&" + query), 400, 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=NaN,1,linear",
                "window=1,1e-320,linear",
                "viewport=1000000000,1000000000",
                "quality=0",
                "viewport=1"
            })
    void r06r07ByWadoRsToo(String query) throws Exception {
        assertRefused(get(instance(NATIVE) + "/rendered?" + query, "Accept", "image/png"), 400, 406);
    }

    @Test
    void r08ATransferSyntaxThatNobodyCanWrite() throws Exception {
        assertRefused(
                get(WADO + "&objectUID=" + NATIVE
                        + "&contentType=application/dicom&transferSyntax=1.2.840.10008.1.2.4.102"),
                400,
                406);
        assertRefused(
                get(instance(NATIVE), "Accept", "application/dicom; transfer-syntax=1.2.840.10008.1.2.4.102"), 406);
        RetrieveDocumentSetResponse answer = retrieve(STUDY, SERIES, document(NATIVE), "1.2.840.10008.1.2.4.102");
        assertThat(answer.documents()).isEmpty();
        assertThat(answer.errors()).hasSize(1);
    }

    @Test
    void r09WhoWantsNoNamesGetsNone() throws Exception {
        HttpResponse<byte[]> answer =
                get(WADO + "&objectUID=" + NATIVE + "&contentType=application/dicom&anonymize=yes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .contains(UID.CTImageStorage)
                .doesNotContain("4711", "ller", "1970", "Spital", NATIVE);
    }

    @Test
    void r11AnAcceptOfVeryManyTypesIsReadOrRefused() throws Exception {
        String many = IntStream.range(0, 300)
                .mapToObj(i -> "a/b" + i + ";q=0." + i % 10)
                .collect(Collectors.joining(","));
        assertThat(get(instance(NATIVE), "Accept", many + ",application/dicom;q=0.1")
                        .statusCode())
                .isIn(200, 400, 406, 431);
        String more = IntStream.range(0, 100_000).mapToObj(i -> "a/b;q=0.1").collect(Collectors.joining(","));
        assertThat(get(instance(NATIVE), "Accept", more).statusCode()).isIn(400, 406, 431);
        assertThat(get(instance(NATIVE), "Accept", "application/dicom").statusCode())
                .isEqualTo(200);
    }

    private RetrieveDocumentSetResponse rad69(List<DocumentRequest> documents) {
        return running.source
                .retrieveImagingDocumentSet()
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new StudyRequest(STUDY, List.of(new SeriesRequest(SERIES, documents)))),
                                List.of("1.2.840.10008.1.2.1")),
                        Caller.self(Caller.ANONYMOUS));
    }

    @Test
    void r12FiftyThousandUidsAreAnsweredEach() {
        List<DocumentRequest> documents = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            documents.add(document("1.2.826.0.1.3680043.9.77." + i));
        }
        documents.add(document(NATIVE));

        RetrieveDocumentSetResponse answer = rad69(documents);

        assertThat(answer.documents()).hasSize(1);
        assertThat(answer.errors()).hasSize(50_000);
        answer.delivery().complete();
    }

    @Test
    void r14r15ARepositoryThatIsNotOurs() {
        RetrieveDocumentSetResponse answer = rad69(List.of(
                new DocumentRequest(null, "1.2.3.4.5", NATIVE),
                new DocumentRequest("urn:oid:1.9.9.9", RunningSource.LOCATION.value(), NATIVE)));

        assertThat(answer.errors().getFirst().errorCode()).isEqualTo(ErrorCode.XDSUnknownRepositoryId);
        assertThat(answer.documents()).hasSizeLessThanOrEqualTo(1);
        answer.delivery().complete();
    }

    private HttpResponse<byte[]> stow(String type, String body) throws Exception {
        return running.send(
                HttpRequest.newBuilder()
                        .header("Content-Type", type)
                        .header("Accept", "application/dicom+json")
                        .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)),
                "/dicom-web/studies");
    }

    @Test
    void r17MultipartsInMultiparts() throws Exception {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            nested.append(PART).append("multipart/related; boundary=frontier\r\n\r\n");
        }

        HttpResponse<byte[]> response = stow(
                "multipart/related; type=\"application/dicom\"; boundary=frontier", nested + "\r\n--frontier--\r\n");

        assertThat(response.statusCode()).isIn(400, 409, 413, 415);
        assertThat(response.body()).hasSizeLessThan(100_000);
        assertThat(get("/dicom-web/studies?ModalitiesInStudy=MR", "Accept", "application/dicom+json")
                        .statusCode())
                .isIn(200, 204);
    }

    @Test
    void r18BinaryInJsonThatIsNone() throws Exception {
        String bomb = "[{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.2\"]},"
                + "\"00091010\":{\"vr\":\"OB\",\"InlineBinary\":\"" + "A".repeat(40 << 20) + "\"}}]";

        assertRefused(
                answeredWhileSending(() -> stow(
                        "multipart/related; type=\"application/dicom+json\"; boundary=frontier",
                        PART + "application/dicom+json\r\n\r\n" + bomb + "\r\n--frontier--\r\n")),
                400,
                409,
                413);
    }

    /** Who still sends when he is refused may lose the answer with the connection (RFC 9112 9.6): he asks again. */
    private static HttpResponse<byte[]> answeredWhileSending(Callable<HttpResponse<byte[]>> request) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return request.call();
            } catch (IOException cut) {
                if (tries == 5) {
                    throw cut;
                }
            }
        }
    }

    @Test
    void r19NobodyFetchesWhatABulkDataUriNames() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        HttpServer canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        canary.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        canary.start();
        try {
            String json = "[{\"00080016\":{\"vr\":\"UI\",\"Value\":[\"1.2.840.10008.5.1.4.1.1.2\"]},"
                    + "\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.4\"]},"
                    + "\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2.3\"]},\"0020000E\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.1\"]},"
                    + "\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"http://127.0.0.1:"
                    + canary.getAddress().getPort() + "/pixels\"}}]";

            assertRefused(
                    stow(
                            "multipart/related; type=\"application/dicom+json\"; boundary=frontier",
                            PART + "application/dicom+json\r\n\r\n" + json + "\r\n--frontier--\r\n"),
                    400,
                    409);
            assertThat(visits).hasValue(0);
        } finally {
            canary.stop(0);
        }
    }

    /** The addresses in answers are those that were configured, whatever host a request names. */
    @Test
    void r20AHostHeaderNamesNoAddress() throws Exception {
        HttpResponse<byte[]> usual = get(instance(NATIVE) + "/metadata", "Accept", "application/dicom+json");
        int port = usual.uri().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + instance(NATIVE) + "/metadata HTTP/1.1\r\nHost: evil.example\r\n"
                            + "X-Forwarded-Host: evil.example\r\nAccept: application/dicom+json\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains("BulkDataURI")
                    .doesNotContain("evil.example");
        }
    }

    @Test
    void r21NothingOfAPatientIsKeptOnTheWay() throws Exception {
        for (HttpResponse<byte[]> response : List.of(
                get(instance(NATIVE), "Accept", "application/dicom"),
                get(instance(NATIVE) + "/metadata", "Accept", "application/dicom+json"),
                get(instance(NATIVE) + "/rendered", "Accept", "image/png"),
                get("/dicom-web/studies", "Accept", "application/dicom+json"),
                get(WADO + "&objectUID=" + NATIVE))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).containsAnyOf("no-store", "private");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }
}
