package dev.xdsi.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.audit.syslog.SyslogTarget;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator sees while the database is away, which is when he looks. */
@Timeout(60)
class OperationsTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    private static OperationsView view(Supplier<Optional<PublicationBacklog>> publications) throws Exception {
        Health health = new Health(NOON);
        health.add("database", () -> Optional.of(Problem.cannotWork("does not answer")));
        try (AuditSender sender = new AuditSender(
                new InMemoryAuditSpool(1 << 10),
                new SyslogTarget.Udp("127.0.0.1", 9),
                AuditSender.Schedule.DEFAULT,
                NOON)) {
            sender.start();
            return new Operations(
                            new Logbook(NOON),
                            health,
                            sender,
                            NOON,
                            new Operations.Waiting(List::of, publications, () -> 7))
                    .view();
        }
    }

    private static void assertAllElseIsThere(OperationsView view) {
        assertThat(view.actors()).singleElement().satisfies(actor -> {
            assertThat(actor.name()).isEqualTo("database");
            assertThat(actor.problem()).isEqualTo("does not answer");
        });
        assertThat(view.backlog().sessions()).isEqualTo(7);
    }

    @Test
    void withoutTheDatabaseAllElseIsShown() throws Exception {
        OperationsView view = view(() -> {
            throw new IllegalStateException("no connection");
        });

        assertAllElseIsThere(view);
        assertThat(view.backlog().publicationsUnknown()).isTrue();
        assertThat(view.backlog().publications()).isNull();
    }

    @Test
    void aDatabaseThatIsSilentIsNotWaitedForLong() throws Exception {
        CountDownLatch back = new CountDownLatch(1);
        try {
            OperationsView view = view(() -> {
                try {
                    back.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            });

            assertAllElseIsThere(view);
            assertThat(view.backlog().publicationsUnknown()).isTrue();
        } finally {
            back.countDown();
        }
    }

    @Test
    void whatWaitsIsShownWhereThereIsAnImagingSource() throws Exception {
        OperationsView view = view(() -> Optional.of(new PublicationBacklog(Map.of(State.FAILED, 3L), List.of())));

        assertThat(view.backlog().publicationsUnknown()).isFalse();
        assertThat(view.backlog().publications()).isNotNull();
        assertThat(view.backlog().publications().studies()).containsEntry("failed", 3L);
        assertThat(view(Optional::empty).backlog())
                .satisfies(backlog -> assertThat(backlog.publications()).isNull())
                .satisfies(backlog -> assertThat(backlog.publicationsUnknown()).isFalse());
    }
}
