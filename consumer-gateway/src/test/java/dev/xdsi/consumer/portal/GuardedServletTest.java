package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedServletTest {
    private static final UUID ID = UUID.fromString("7d3f8a52-0b0c-4f6e-9d0e-3c1f2a4b5c6d");

    /** Does not work while the database is away. */
    private static final class Broken extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            response.getOutputStream().write('{');
            if (request.getServletPath().equals("/servlet")) {
                throw new ServletException("no connection");
            }
            throw new IllegalStateException("no connection");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runtime", "/servlet"})
    void whatBreaksBehindTheDoorHasAnErrorId(String path) throws Exception {
        HttpSite site = HttpSite.empty();
        for (String each : List.of("/runtime", "/servlet")) {
            site = site.with(each, new GuardedServlet(request -> {}, new Broken(), new ApiBoundary(() -> ID)));
        }
        try (HttpServer server = HttpServer.start(
                        "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("port") + path))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(new ObjectMapper().readValue(answer.body(), Map.class).get("error"))
                    .asString()
                    .contains("The log knows more under " + ID);
        }
    }
}
