package dev.xdsi.browsing;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A gateway and a neighbour that it has as its partner.
 *
 * @param here whose users and data folder {@code here} are in the given folder
 * @param wire by which the neighbour, Hospital South, is reached
 */
record TwoCommunities(RunningGateway here, RunningGateway south, Wire wire) implements AutoCloseable {
    static final String SOUTH = "1.2.3.900";
    private static final String ISSUER = "urn:here";

    /** @param budget how long an answer of the neighbour is waited for, as the partners file says it */
    static TwoCommunities start(Path folder, String budget) throws Exception {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        Configuration here =
                Neighbours.vouching(Neighbours.certified(folder, "here", authority), ISSUER, "urn:oid:" + SOUTH);
        Configuration south = Neighbours.believing(
                        Neighbours.certified(folder, "south", authority), ISSUER, folder.resolve("here"))
                .with(Settings.HOME_COMMUNITY_ID, SOUTH)
                .with(Settings.REPOSITORY_UNIQUE_ID, "1.2.3.901")
                .with(Settings.RETRIEVE_LOCATION_UID, "1.2.3.902");
        Wire wire = Wire.open();
        writePartner(folder.resolve("here"), wire.port(), budget);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RunningGateway> first = threads.submit(() -> RunningGateway.start(here));
            Future<RunningGateway> second = threads.submit(() -> RunningGateway.start(south));
            TwoCommunities both = new TwoCommunities(started(first, second), started(second, first), wire);
            wire.leadTo(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    both.south.gateway().addresses().iheTls().getPort()));
            return both;
        }
    }

    /** One that runs is stopped when the other cannot be started. */
    private static RunningGateway started(Future<RunningGateway> wanted, Future<RunningGateway> other)
            throws InterruptedException, ExecutionException {
        try {
            return wanted.get();
        } catch (ExecutionException failed) {
            other.get().close();
            throw failed;
        }
    }

    private static void writePartner(Path data, int port, String budget) throws IOException {
        Files.writeString(
                Files.createDirectories(data).resolve("partners.yaml"), """
            communities:
              - home-community-id: "%s"
                name: Hospital South
                query: https://127.0.0.1:%d/responding-gateway
                imaging: https://127.0.0.1:%d/responding-imaging-gateway
                time-budget: %s
            """.formatted(SOUTH, port, port, budget));
    }

    @Override
    public void close() throws IOException {
        here.close();
        south.close();
        wire.close();
    }
}
