package dev.xdsi.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.NodeAuthenticationFailures;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.mllp.MllpSender;
import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.patients.PatientStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Patient Identity Feed that listens while a test runs, and is still well afterwards. */
final class OpenFeed implements BeforeEachCallback, AfterEachCallback {
    static final Oid DOMAIN = new Oid("1.2.3");
    static final PatientId MARY = new PatientId("M1", DOMAIN);
    static final PatientId JOHN = new PatientId("J1", DOMAIN);
    static final MllpLimits LIMITS =
            new MllpLimits(4, 64 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

    final InMemoryPatientStore patients = new InMemoryPatientStore();
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 22);
    private @Nullable MllpListener port;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        port = listen(patients, MllpPort.plain(anywhere()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try (MllpSender sender = connect()) {
            assertThat(sender.ask(Adt.a01Of231("still well").bytes())).contains("MSA|AA|still well");
        }
        port().close();
    }

    /** Another port of the same node. */
    MllpListener listen(PatientStore store, MllpPort at) throws IOException {
        return listen(store, at, LIMITS);
    }

    /** Another port of the same node that waits as long as it is told. */
    MllpListener listen(PatientStore store, MllpPort at, MllpLimits limits) throws IOException {
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "registry", AuditSource.Type.APPLICATION_SERVER), "42", "here"),
                CLOCK,
                1 << 20);
        Supplier<UUID> ids = () -> UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
        return new PatientFeed(
                        store,
                        DOMAIN,
                        limits,
                        new PatientFeed.Surroundings(audit, new NodeAuthenticationFailures(audit, CLOCK), CLOCK, ids))
                .listen(at);
    }

    static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    MllpListener port() {
        return Objects.requireNonNull(port, "before the test");
    }

    MllpSender connect() throws IOException {
        return MllpSender.to(port().address());
    }

    String ask(Adt message) throws IOException {
        return ask(message.bytes());
    }

    String ask(byte[] message) throws IOException {
        try (MllpSender sender = connect()) {
            return sender.ask(message);
        }
    }

    List<String> audited() {
        return spool.read(0, 100).stream()
                .map(AuditSpool.Entry::message)
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .toList();
    }
}
