package dev.xdsi.conformance.wire;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** HTTP/1.1, with a TLS context for each identity that cases may show. */
public final class HttpTransport implements Transport, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Function<String, Optional<SSLContext>> identities;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param identities TLS by the names under which cases ask for it; {@code node} is the usual one */
    public HttpTransport(Function<String, Optional<SSLContext>> identities) {
        this.identities = identities;
    }

    @Override
    public Answer send(Request request) throws IOException, InterruptedException {
        boolean multipart = !request.parts().isEmpty()
                || request.headers().getOrDefault("Content-Type", "").startsWith("multipart/related");
        byte[] body = multipart
                ? Multipart.write(request.body(), request.parts())
                : request.body().array();
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .timeout(PATIENCE)
                .method(
                        request.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.headers().forEach(http::header);
        return answer(client(request).send(http.build(), BodyHandlers.ofByteArray()));
    }

    private HttpClient client(Request request) throws IOException {
        boolean secure = "https".equals(request.uri().getScheme());
        String identity = secure ? request.identity() : "";
        Optional<SSLContext> context = secure ? identities.apply(identity) : Optional.empty();
        if (secure && context.isEmpty()) {
            throw new IOException("the target has no TLS identity called " + identity);
        }
        return clients.computeIfAbsent(identity, _ -> {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1);
            context.ifPresent(builder::sslContext);
            return builder.build();
        });
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return answer(response.statusCode(), headers, response.body());
    }

    static Answer answer(int status, Map<String, String> headers, byte[] body) throws IOException {
        String type = headers.getOrDefault("content-type", "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/related")) {
            return new Answer(status, headers, Bytes.of(body), List.of());
        }
        List<Part> parts = new ArrayList<>(Multipart.read(type, body));
        if (!type.contains("xop+xml")) {
            return new Answer(status, headers, Bytes.of(body), parts);
        }
        String start = Multipart.parameter(type, "start").replaceAll("^<|>$", "");
        Part root = parts.stream()
                .filter(part -> start.isEmpty() || part.contentId().equals(start))
                .findFirst()
                .orElseThrow(() -> new IOException("no part is called as start says: " + type));
        parts.remove(root);
        return new Answer(status, headers, root.content(), parts);
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
