package dev.xdsi.journey;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One gateway after the other on the same data and ports, as somebody starts it again after it died. */
final class StartedGateways implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    /** @param folder where its data are, and what it prints */
    StartedGateways(Path folder, String actors) throws IOException {
        this.folder = folder;
        environment.put(Settings.DATA.variable(), data().toString());
        environment.put(Settings.ACTORS.variable(), actors);
        environment.put(Settings.UNKNOWN_PATIENTS.variable(), "accept");
        for (Setting<Integer> port : Settings.PORTS) {
            environment.put(port.variable(), "" + FreePort.onLoopback());
        }
    }

    StartedGateways with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** For commands that speak to them. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path data() {
        return folder.resolve("data");
    }

    URI ihe() {
        return URI.create("http://127.0.0.1:" + port(Settings.IHE_PLAIN_PORT));
    }

    int port(Setting<Integer> port) {
        return Integer.parseInt(Objects.requireNonNull(environment.get(port.variable())));
    }

    /** Returns when it is healthy. */
    Process start() throws Exception {
        Process process = CommandLine.start(folder, environment, "up");
        processes.add(process);
        await("the gateway does not become healthy", () -> process.isAlive() && isHealthy());
        return process;
    }

    private boolean isHealthy() throws InterruptedException {
        URI health =
                URI.create("http://127.0.0.1:" + environment.get(PortalSettings.PORTAL_PORT.variable()) + "/health");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    void await(String complaint, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(complaint + ":\n" + Files.readString(CommandLine.printed(folder)));
            }
            Thread.sleep(50);
        }
    }

    /** Ends what still runs. */
    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
