package dev.xdsi.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.PatientId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Talks to a running gateway: the portal's REST interface, and the publications of its Imaging Document Source. */
public final class GatewayClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String portal;
    private final String ihe;
    private final Credentials.Source credentials;
    private volatile @Nullable String token;

    GatewayClient(Configuration configuration, LogInOptions user) {
        this(
                "http://" + configuration.get(PortalSettings.PORTAL_HOST) + ":"
                        + configuration.get(PortalSettings.PORTAL_PORT),
                "http://" + configuration.get(Settings.IHE_PLAIN_HOST) + ":"
                        + configuration.get(Settings.IHE_PLAIN_PORT),
                user.credentials(configuration));
    }

    /** @param credentials asked for with the first request that needs a user */
    public GatewayClient(String portal, String ihe, Credentials.Source credentials) {
        this.portal = portal;
        this.ihe = ihe;
        this.credentials = credentials;
    }

    /** A gateway that is only asked where publications stand, which needs no user. */
    public GatewayClient(String portal, String ihe) {
        this(portal, ihe, () -> {
            throw new CommandFailed("Nobody was named to log in.");
        });
    }

    /** The patient's shared studies, found by ITI-18 and their manifests. */
    public JsonNode studies(PatientId patient) throws CommandFailed {
        return jsonAsUser(request(portal + "/api/studies?patient=" + encoded(patient.cx())));
    }

    /** All instances of a study as a ZIP, to be closed by the caller. */
    public InputStream instances(String studyInstanceUID, PatientId patient, String via) throws CommandFailed {
        HttpResponse<InputStream> response = asUser(request(portal + "/api/studies/" + encoded(studyInstanceUID)
                + "/zip?patient=" + encoded(patient.cx()) + "&via=" + encoded(via)));
        if (response.statusCode() != 200) {
            throw refused(response.request(), response);
        }
        return response.body();
    }

    /** Patients of the registry, by the parameters of its search. */
    public JsonNode patients(Map<String, String> parameters) throws CommandFailed {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return jsonAsUser(request(portal + "/api/patients?" + query));
    }

    /** The newest audit records after the one given, oldest first. */
    public JsonNode auditRecords(long after, int atMost) throws CommandFailed {
        return jsonAsUser(request(portal + "/api/audit?after=" + after + "&limit=" + atMost));
    }

    /** Consents that were overridden in an emergency, newest first. */
    public JsonNode emergencies(int atMost) throws CommandFailed {
        return get("/api/audit/emergencies", Map.of("limit", Integer.toString(atMost)));
    }

    /** A resource of the portal's REST interface; parameters without a value are left out. */
    public JsonNode get(String path, Map<String, String> parameters) throws CommandFailed {
        return jsonAsUser(request(portal + path + query(parameters)));
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /**
     * A resource of the portal's REST interface, looked at or set to work; parameters without a value are left out.
     *
     * @param change by POST instead of GET
     */
    JsonNode ask(String path, Map<String, String> parameters, boolean change) throws CommandFailed {
        HttpRequest.Builder request = request(portal + path + query(parameters));
        return jsonAsUser(change ? request.POST(BodyPublishers.noBody()) : request);
    }

    /** Sends a file, as it is, to the portal's REST interface; it streams. */
    JsonNode postFile(String path, Map<String, String> parameters, Path file) throws CommandFailed {
        try {
            return jsonAsUser(request(portal + path + query(parameters))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file)));
        } catch (FileNotFoundException absent) {
            throw new CommandFailed("There is no file " + file + ".", absent);
        }
    }

    /** Takes something back from the portal's REST interface. */
    JsonNode delete(String path, Map<String, String> parameters) throws CommandFailed {
        return jsonAsUser(request(portal + path + query(parameters)).DELETE());
    }

    /** Sends something to the portal's REST interface. */
    public JsonNode post(String path, Map<String, ?> body) throws CommandFailed {
        return jsonAsUser(request(portal + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /**
     * Says as the user to which patient of the affinity domain a study belongs.
     *
     * @return why that cannot be, when the study is published for another patient already
     */
    public Optional<String> link(String studyInstanceUID, PatientId patient) throws CommandFailed {
        String body = JSON.valueToTree(Map.of("patientId", patient.cx())).toString();
        HttpResponse<InputStream> response = asUser(request(publicationForUsers(studyInstanceUID))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        if (response.statusCode() == CONFLICT) {
            return Optional.of("it is published for another patient");
        }
        if (response.statusCode() / 100 != 2) {
            throw refused(response.request(), response);
        }
        return Optional.empty();
    }

    /** Declares a study complete, as the user. */
    public void complete(String studyInstanceUID) throws CommandFailed {
        jsonAsUser(request(publicationForUsers(studyInstanceUID)).POST(BodyPublishers.noBody()));
    }

    /** The patient for whom this gateway published a study; empty when it did not, or tells nobody like us. */
    public Optional<PatientId> publishedFor(String studyInstanceUID) throws CommandFailed {
        Optional<JsonNode> publication = told(studyInstanceUID);
        return publication.isEmpty()
                ? Optional.empty()
                : PatientId.parse(publication.get().path("patientId").asText());
    }

    /** Where the publication of a study stands. */
    public JsonNode publicationOf(String studyInstanceUID) throws CommandFailed {
        return told(studyInstanceUID)
                .orElseThrow(() -> new CommandFailed("The gateway tells nothing about study " + studyInstanceUID
                        + ": it has none, or the patient's consents keep it from you."));
    }

    /** Consents, or the policy, may keep from a caller without a name what they do not keep from the user. */
    private Optional<JsonNode> told(String studyInstanceUID) throws CommandFailed {
        HttpRequest request = get(publication(studyInstanceUID));
        HttpResponse<InputStream> response = send(request);
        Optional<JsonNode> told =
                response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(readable(request, response));
        if (told.filter(all -> all.has("instances")).isPresent()) {
            return told;
        }
        HttpResponse<InputStream> asUser = asUser(request(publicationForUsers(studyInstanceUID)));
        return asUser.statusCode() == NOT_FOUND ? told : Optional.of(readable(asUser.request(), asUser));
    }

    /** The local users of its X-Assertion Provider. */
    JsonNode users() throws CommandFailed {
        return jsonAsUser(request(portal + "/api/users"));
    }

    void addUser(JsonNode user) throws CommandFailed {
        jsonAsUser(posting("/api/users", user));
    }

    /** Changes a user: {@code password}, {@code enable}, {@code disable} or {@code unlock}. */
    void changeUser(String id, String how, JsonNode form) throws CommandFailed {
        jsonAsUser(posting("/api/users/" + encoded(id) + "/" + how, form));
    }

    private HttpRequest.Builder posting(String path, JsonNode body) {
        return request(portal + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private String publication(String studyInstanceUID) {
        return ihe + "/publications/" + encoded(studyInstanceUID);
    }

    private String publicationForUsers(String studyInstanceUID) {
        return portal + "/api/publications/" + encoded(studyInstanceUID);
    }

    private static HttpRequest get(String url) {
        return request(url).GET().build();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER);
    }

    private JsonNode jsonAsUser(HttpRequest.Builder request) throws CommandFailed {
        HttpResponse<InputStream> response = asUser(request);
        return readable(response.request(), response);
    }

    /** Sends a request of the user, who logs in first, and again when the log-in has ended. */
    private HttpResponse<InputStream> asUser(HttpRequest.Builder request) throws CommandFailed {
        String before = token;
        String current = before == null ? newToken(null) : before;
        HttpResponse<InputStream> response = send(authorized(request, current));
        if (response.statusCode() == UNAUTHORIZED && before != null) {
            drop(response);
            response = send(authorized(request, newToken(current)));
        }
        return response;
    }

    private static void drop(HttpResponse<InputStream> response) throws CommandFailed {
        try {
            response.body().close();
        } catch (IOException broken) {
            throw new CommandFailed("The connection to " + response.uri() + " failed: " + broken, broken);
        }
    }

    private static HttpRequest authorized(HttpRequest.Builder request, String token) {
        return request.setHeader("Authorization", "Bearer " + token).build();
    }

    private synchronized String newToken(@Nullable String ended) throws CommandFailed {
        String current = token;
        if (current == null || current.equals(ended)) {
            current = logIn();
            token = current;
        }
        return current;
    }

    private String logIn() throws CommandFailed {
        Credentials user = credentials.get();
        String body = JSON.valueToTree(Map.of("user", user.user(), "password", user.password()))
                .toString();
        HttpRequest request = request(portal + "/api/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> response = send(request);
        if (response.statusCode() == UNAUTHORIZED) {
            throw new CommandFailed("The gateway does not let " + user.user() + " in" + reason(response));
        }
        return readable(request, response).path("token").asText();
    }

    private static JsonNode readable(HttpRequest request, HttpResponse<InputStream> response) throws CommandFailed {
        if (response.statusCode() / 100 != 2) {
            throw refused(request, response);
        }
        try (InputStream body = response.body()) {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new CommandFailed(
                    response.uri() + " answered with something unreadable: " + broken.getMessage(), broken);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws CommandFailed {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException refused) {
            throw new CommandFailed(
                    "No gateway answers at " + request.uri().getAuthority()
                            + ". Start one with ./xdsi up, or name its configuration with --config.",
                    refused);
        } catch (IOException failed) {
            throw new CommandFailed("The connection to " + request.uri() + " failed: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", interrupted);
        }
    }

    private static CommandFailed refused(HttpRequest request, HttpResponse<InputStream> response) {
        return new CommandFailed("The gateway answered " + response.statusCode() + " to " + request.method() + " "
                + request.uri().getPath() + reason(response));
    }

    /** Errors come as {@code {"error": "…"}}; anything else is not shown. */
    private static String reason(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            @Nullable JsonNode error = JSON.readTree(body.readNBytes(64 << 10)).get("error");
            return error == null ? "" : ": " + error.asText();
        } catch (JsonProcessingException notJson) {
            return "";
        } catch (IOException broken) {
            return " (" + broken.getMessage() + ")";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ends at once: whatever is still being answered is of no use to anybody, and may never end. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
