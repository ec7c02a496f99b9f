package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServletTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private final HttpServer portal = HttpServer.start(
            "portal",
            HttpSite.empty().with("/", new PageServlet()),
            List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
            HttpLimits.DEFAULT);

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void theScriptComesCompressedToWhomeverTakesIt() throws Exception {
        String page = new String(get("/", "gzip").body(), StandardCharsets.UTF_8);
        Matcher script = Pattern.compile("/assets/[A-Za-z0-9_-]+\\.js").matcher(page);
        assertThat(script.find()).as(page).isTrue();

        HttpResponse<byte[]> plain = get(script.group(), "identity");
        HttpResponse<byte[]> packed = get(script.group(), "br, gzip;q=0.8");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(packed.headers().firstValue("Content-Type")).contains("text/javascript;charset=utf-8");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(get(script.group(), "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get(script.group() + ".gz", "gzip").statusCode()).isEqualTo(404);
    }

    private HttpResponse<byte[]> get(String path, String encodings) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portal.port("port") + path))
                        .header("Accept-Encoding", encodings)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
