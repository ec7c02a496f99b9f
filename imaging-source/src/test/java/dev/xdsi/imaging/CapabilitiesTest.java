package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the services say about themselves (PS3.18 8.9), and to pages of which origins. */
@Tag("integration")
class CapabilitiesTest extends WebScene {
    private HttpResponse<byte[]> options(String path, String... headers) throws Exception {
        return running.send(
                HttpRequest.newBuilder()
                        .method("OPTIONS", BodyPublishers.noBody())
                        .headers(headers),
                path);
    }

    @Test
    void everyResourceThatIsDescribedIsThere() throws Exception {
        storeNative();
        HttpResponse<byte[]> response = options("/dicom-web/", "Accept", "application/vnd.sun.wadl+xml");

        assertThat(header(response, "Allow")).contains("GET", "POST", "OPTIONS");
        assertThat(header(response, "Content-Type")).isEqualTo("application/vnd.sun.wadl+xml");
        DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultNSInstance();
        Document wadl = documents.newDocumentBuilder().parse(new ByteArrayInputStream(response.body()));
        assertThat(wadl.getDocumentElement().getNamespaceURI()).isEqualTo("http://wadl.dev.java.net/2009/02");
        var resources = wadl.getElementsByTagName("resource");
        assertThat(resources.getLength()).isGreaterThan(20);
        for (int i = 0; i < resources.getLength(); i++) {
            Element resource = (Element) resources.item(i);
            String path = resource.getAttribute("path")
                    .replace("{study}", STUDY)
                    .replace("{series}", SERIES)
                    .replace("{instance}", NATIVE)
                    .replace("{frames}", "1")
                    .replace("{attributePath}", "7FE00010");
            assertThat(get("/dicom-web/" + path, "Accept", "*/*").statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void theSameIsSaidInJson() throws Exception {
        HttpResponse<byte[]> json = options("/dicom-web/studies", "Accept", "application/json");

        assertThat(header(json, "Content-Type")).isEqualTo("application/json");
        assertThat(text(json))
                .startsWith("{\"application\":{\"resources\":{\"base\":\"http://localhost:8081/dicom-web\"")
                .contains("\"studies/{study}/series/{series}/instances/{instance}/frames/{frames}/rendered\"")
                .contains("\"annotation\"", "\"presentationUID\"")
                .contains("\"image/gif\"", "\"text/html\"", "\"text/plain\"", "\"application/pdf\"");
        assertThat(options("/dicom-web/", "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void pagesOfAllowedOriginsMayReadAnswersAndNoOthers() throws Exception {
        storeNative();
        for (String path : new String[] {
            instance(NATIVE) + "/metadata",
            "/dicom-web/studies",
            "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + NATIVE,
            "/dicom-web/nothing"
        }) {
            HttpResponse<byte[]> allowed = get(path, "Origin", RunningSource.ORIGIN, "Accept", "*/*");
            HttpResponse<byte[]> other = get(path, "Origin", "https://evil.example", "Accept", "*/*");

            assertThat(header(allowed, "Access-Control-Allow-Origin")).as(path).isEqualTo(RunningSource.ORIGIN);
            assertThat(header(allowed, "Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(header(allowed, "Access-Control-Expose-Headers")).contains("ETag", "Content-Range");
            assertThat(allowed.headers().allValues("Vary").toString()).contains("Origin");
            assertThat(header(other, "Access-Control-Allow-Origin")).as(path).isEmpty();
            assertThat(header(get(path, "Accept", "*/*"), "Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void whatAPageMaySendIsSaidBeforehand() throws Exception {
        for (String path : new String[] {"/dicom-web/studies", "/wado"}) {
            HttpResponse<byte[]> allowed =
                    options(path, "Origin", RunningSource.ORIGIN, "Access-Control-Request-Method", "GET");
            HttpResponse<byte[]> other =
                    options(path, "Origin", "https://evil.example", "Access-Control-Request-Method", "GET");

            assertThat(allowed.statusCode()).isEqualTo(204);
            assertThat(header(allowed, "Access-Control-Allow-Methods")).contains("GET");
            assertThat(header(allowed, "Access-Control-Allow-Headers")).contains("Authorization", "Range");
            assertThat(header(other, "Access-Control-Allow-Methods")).isEmpty();
            assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
        }
    }
}
