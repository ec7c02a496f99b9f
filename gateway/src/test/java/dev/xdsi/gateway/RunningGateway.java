package dev.xdsi.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.cli.OwnGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.gateway.config.RepositoryServiceSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A gateway with every actor in this process, on free ports, and how tests talk to it. */
public final class RunningGateway implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Configuration configuration;
    private final Gateway gateway;
    private final GatewayClient client;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private RunningGateway(Configuration configuration, Gateway gateway) {
        this.configuration = configuration;
        this.gateway = gateway;
        this.client = new GatewayClient(
                gateway.addresses().portal().toString(),
                gateway.addresses().ihePlain().toString(),
                () -> Credentials.ofFirstUser(configuration.get(Settings.DATA)).orElseThrow());
    }

    /** Studies are published a second after their last instance. */
    public static RunningGateway start(Path data) throws Exception {
        return start(configuration(data));
    }

    public static RunningGateway start(Configuration configuration) throws Exception {
        return new RunningGateway(configuration, Gateway.start(configuration));
    }

    public static Configuration configuration(Path data) throws ConfigurationException {
        Map<String, String> environment = new HashMap<>();
        environment.put(Settings.DATA.variable(), data.toString());
        environment.put(Settings.QUIET_PERIOD.variable(), "1 s");
        environment.put(Settings.METADATA_UPDATE.variable(), "on");
        environment.put(RepositoryServiceSettings.REMOVE_DOCUMENTS.variable(), "on");
        // Tests make up their patients as they go; those who test what is said of patients say otherwise.
        environment.put(Settings.UNKNOWN_PATIENTS.variable(), "accept");
        Settings.PORTS.forEach(port -> environment.put(port.variable(), "0"));
        return new ConfigurationReader(environment).read(null);
    }

    public Configuration configuration() {
        return configuration;
    }

    public Gateway gateway() {
        return gateway;
    }

    public GatewayClient client() {
        return client;
    }

    public OwnGateway stage() {
        return new OwnGateway(configuration, gateway, client);
    }

    /** A path below the plain IHE address. */
    public URI ihe(String path) {
        return URI.create(gateway.addresses().ihePlain() + path);
    }

    /** A patient of the affinity domain. */
    public PatientId patient(String id) {
        return new PatientId(id, configuration.get(Settings.PATIENT_AUTHORITY));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    }

    /** What {@code /health} says, with its HTTP status as {@code code}. */
    public JsonNode health() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(gateway.portalUrl() + "health")));
        return new ObjectMapper()
                .createObjectNode()
                .put("code", response.statusCode())
                .setAll((ObjectNode) new ObjectMapper().readTree(response.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
        client.close();
        gateway.close();
    }
}
