package dev.xdsi.consumer.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** GET over HTTP with our node's identity: no redirects, a limit to every wait, bodies that stream. */
public final class HttpGet implements AutoCloseable {
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration answer;

    /** @param answer how long the headers of an answer may take */
    public HttpGet(Duration connect, Duration answer, @Nullable SSLContext tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(connect)
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1);
        this.http = tls == null ? builder.build() : builder.sslContext(tls).build();
        this.answer = answer;
    }

    /** A 200 answer; the body must be closed. */
    public record Answer(String contentType, InputStream body) {}

    public Answer get(URI target, String accept) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(answer)
                .header("Accept", accept)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != OK) {
                response.body().close();
                throw new RetrievalException(
                        "The imaging source at " + target.getAuthority() + " answered " + response.statusCode() + ".");
            }
            return new Answer(response.headers().firstValue("Content-Type").orElse(""), response.body());
        } catch (ConnectException unreachable) {
            throw new RetrievalException("No imaging source answers at " + target.getAuthority() + ".", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RetrievalException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
