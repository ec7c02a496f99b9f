package dev.xdsi.conformance.simulator;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Mtom;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two communities, a repository, an imaging source and a recipient of notifications on WireMock. They answer what a case says to requests that contain a text of
 * that case, and keep what arrived. A community that no case has told anything knows no patient; the recipient takes every notification.
 */
public final class Simulators implements AutoCloseable {
    /** Stands for the MessageID of the request in answers that are prepared. */
    public static final String MESSAGE_ID = "@@MESSAGE-ID@@";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String NOTIFY = "notify";
    private static final int LAST = 10;
    private static final int ACCEPTED = 202;
    private static final int MOST_REQUESTS = 5_000;

    private final WireMockServer server;

    /**
     * Which requests are meant.
     *
     * @param service the last part of the address
     * @param action their wsa:Action
     * @param text what they contain somewhere
     */
    public record Call(String service, String action, String text) {}

    private Simulators(WireMockServer server) {
        this.server = server;
    }

    /** On a free port of the loopback. */
    public static Simulators start() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress(LOOPBACK)
                .maxRequestJournalEntries(MOST_REQUESTS)
                .extensions(new Related()));
        server.start();
        Simulators simulators = new Simulators(server);
        for (Simulated community : Simulated.values()) {
            if (community.isCommunity()) {
                simulators.knowsNobody(community);
            }
        }
        server.stubFor(post(urlEqualTo(path(Simulated.RECIPIENT, NOTIFY)))
                .atPriority(LAST)
                .willReturn(aResponse().withStatus(ACCEPTED)));
        return simulators;
    }

    private void knowsNobody(Simulated community) {
        server.stubFor(post(urlEqualTo(path(community, "query")))
                .atPriority(LAST)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/soap+xml; charset=UTF-8")
                        .withBody(Related.EMPTY_ANSWER)
                        .withTransformers(Related.NAME)));
    }

    /** Settings of a gateway that knows the simulated actors, by their variables. */
    public Map<String, String> settings(Path folder) throws IOException {
        StringBuilder partners = new StringBuilder("communities:\n");
        for (Simulated community : Simulated.values()) {
            if (community.isCommunity()) {
                partners.append("  - home-community-id: \"%s\"%n    name: %s%n    query: %s%n    imaging: %s%n"
                        .formatted(
                                community.oid(),
                                community.key(),
                                address(community, "query"),
                                address(community, "imaging")));
            }
        }
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("partners.yaml"), partners);
        return Map.of(
                CommunitySettings.PARTNERS.variable(),
                file.toString(),
                Settings.CONSUMER_REPOSITORIES.variable(),
                Simulated.REPOSITORY.oid() + "=" + address(Simulated.REPOSITORY, "repository"),
                Settings.CONSUMER_IMAGING_SOURCES.variable(),
                Simulated.SOURCE.oid() + "=" + address(Simulated.SOURCE, ""),
                DsubSettings.DSUB_RECIPIENTS.variable(),
                recipient().toString());
    }

    /** Where notifications are taken (ITI-53). */
    public URI recipient() {
        return address(Simulated.RECIPIENT, NOTIFY);
    }

    /** What cases may name: the OIDs of the simulated actors. */
    public static Map<String, String> values() {
        return Map.of(
                "north",
                "urn:oid:" + Simulated.NORTH.oid(),
                "south",
                "urn:oid:" + Simulated.SOUTH.oid(),
                "simulatedRepository",
                Simulated.REPOSITORY.oid(),
                "simulatedSource",
                Simulated.SOURCE.oid());
    }

    private URI address(Simulated actor, String service) {
        String path = path(actor, service);
        return URI.create("http://" + LOOPBACK + ":" + server.port()
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
    }

    private static String path(Simulated actor, String service) {
        return "/" + actor.key() + "/" + service;
    }

    /** From now on requests to this service that contain the text get this answer; its MessageID is put in when it is sent. */
    public void answer(String actor, Call call, Answer answer) {
        MappingBuilder mapping = post(urlEqualTo(path(of(actor), call.service())))
                .withRequestBody(containing(call.action() + "<"))
                .withRequestBody(containing(call.text()));
        var response = aResponse()
                .withStatus(answer.status())
                .withBody(answer.body().array())
                .withTransformers(Related.NAME);
        answer.headers().forEach(response::withHeader);
        server.stubFor(mapping.willReturn(response));
    }

    /** The requests to this service that contained the text, the oldest first. */
    public List<Answer> received(String actor, Call call) throws IOException {
        List<LoggedRequest> requests = server
                .findAll(postRequestedFor(urlEqualTo(path(of(actor), call.service())))
                        .withRequestBody(containing(call.action() + "<"))
                        .withRequestBody(containing(call.text())))
                .stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
        List<Answer> read = new ArrayList<>();
        for (LoggedRequest request : requests) {
            read.add(Mtom.read(200, Map.of("content-type", request.getHeader("Content-Type")), request.getBody()));
        }
        return read;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Simulated of(String key) {
        return Stream.of(Simulated.values())
                .filter(actor -> actor.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new BadCaseException("nobody is simulated by the name of " + key));
    }
}
