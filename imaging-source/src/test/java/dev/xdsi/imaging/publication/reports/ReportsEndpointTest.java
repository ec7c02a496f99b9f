package dev.xdsi.imaging.publication.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.publication.reports.GiveReport.Taken;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For which study a report is, where one may see only some of them. */
class ReportsEndpointTest {
    private static final Oid SEEN = new Oid("1.2.3");
    private static final Oid HIDDEN = new Oid("1.2.4");

    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final List<Oid> given = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private int give(Set<Oid> visible, String query, Oid... withThatAccessionNumber) throws Exception {
        Caller caller = new Caller(
                Caller.self(Caller.ANONYMOUS).node(),
                new Caller.User(
                        new Caller.Identity("ada", "https://idp", "ada", null),
                        Caller.Affiliation.UNKNOWN,
                        new Caller.Intent(List.of(), null, null, List.of(), List.of())));
        ReportStore store = (ReportStore) Proxy.newProxyInstance(
                ReportStore.class.getClassLoader(),
                new Class<?>[] {ReportStore.class},
                (proxy, method, arguments) -> List.of(withThatAccessionNumber));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new ReportsEndpoint(
                        store,
                        (request, by) -> {
                            given.add(request.study());
                            return new Taken.As("R1", "pdf", true);
                        },
                        (by, transaction) -> visible::contains,
                        (request, response) -> Optional.of(caller),
                        () -> {})),
                "/reports");
        server.setHandler(context);
        server.start();
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/reports" + query))
                            .POST(BodyPublishers.ofString("%PDF-"))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode();
        }
    }

    @Test
    void anAccessionNumberOfOneStudyMeansThat() throws Exception {
        assertThat(give(Set.of(SEEN), "?accession=A1", SEEN)).isEqualTo(202);
        assertThat(given).containsExactly(SEEN);
    }

    /** A database would not take it. */
    @Test
    void anAccessionNumberWithANulIsNobodys() throws Exception {
        assertThat(give(Set.of(SEEN), "?accession=A%001", SEEN)).isEqualTo(404);
        assertThat(given).isEmpty();
    }

    @Test
    void anAccessionNumberThatOthersHaveTooMeansNoneOfThem() throws Exception {
        assertThat(give(Set.of(SEEN), "?accession=A1", SEEN, HIDDEN)).isEqualTo(409);
        assertThat(given).as("it may be the other patient's").isEmpty();
    }

    @Test
    void whatOneMayNotSeeIsNotThere() throws Exception {
        assertThat(give(Set.of(SEEN), "?accession=A1", HIDDEN)).isEqualTo(404);
        server.stop();
        assertThat(give(Set.of(SEEN), "?study=" + HIDDEN)).isEqualTo(404);
        assertThat(given).isEmpty();
    }
}
