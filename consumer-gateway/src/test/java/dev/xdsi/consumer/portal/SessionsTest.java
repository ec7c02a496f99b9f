package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.portal.LogIn.Proven;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Caller.Node NODE = new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:00Z"));
    private final TestLogIn provider = new TestLogIn(now::get);
    private final CountDownLatch renewing = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    /** A provider that takes its time over renewals. */
    private final class Slow implements LogIn {
        @Override
        public Result byPassword(String userId, String password, Caller.Node from) {
            return provider.byPassword(userId, password, from);
        }

        @Override
        public Result again(Proven user, Caller.Node from) {
            renewing.countDown();
            try {
                answer.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return provider.again(user, from);
        }

        @Override
        public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
            return provider.emergency(user, patient, reason, from);
        }

        @Override
        public void loggedOut(Proven user, Caller.Node from) {
            provider.loggedOut(user, from);
        }

        @Override
        public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {
            provider.denied(user, from, asked, sentence);
        }
    }

    @Test
    void whatIsToBeDoneAtTheEndIsDoneOnceHoweverItEnds() {
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 10, 2);
        Sessions sessions = new Sessions(provider, limits, now::get, new SecureRandom());
        Sessions.Started loggedOut = start(sessions, "ada").orElseThrow();
        Sessions.Started idle = start(sessions, "bob").orElseThrow();
        List<String> done = new ArrayList<>();
        loggedOut.session().whenEnded(this, () -> done.add("twice"));
        loggedOut.session().whenEnded(this, () -> done.add("out"));
        idle.session().whenEnded(this, () -> done.add("idle"));

        sessions.end(loggedOut.token());
        assertThat(done).containsExactly("out");
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(31)));
        assertThat(sessions.find(idle.token())).isEmpty();
        assertThat(done).containsExactly("out", "idle");
        idle.session().whenEnded(this, () -> done.add("late"));
        assertThat(done).containsExactly("out", "idle", "late");
    }

    @Test
    void whileOneUserIsVouchedForAgainAllOthersGoOn() throws Exception {
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 10, 2);
        Sessions sessions = new Sessions(new Slow(), limits, now::get, new SecureRandom());
        Sessions.Started ada = start(sessions, "ada").orElseThrow();
        Sessions.Started bob = start(sessions, "bob").orElseThrow();
        now.updateAndGet(instant -> instant.plus(TestLogIn.LIFETIME));

        CompletableFuture<Boolean> adas =
                CompletableFuture.supplyAsync(() -> ada.session().caller(NODE).isPresent());
        assertThat(renewing.await(30, TimeUnit.SECONDS)).isTrue();
        try {
            CompletableFuture<Boolean> others = CompletableFuture.supplyAsync(
                    () -> {
                        boolean found = sessions.find(bob.token()).isPresent()
                                && sessions.find(ada.token()).isPresent();
                        boolean started = start(sessions, "carl").isPresent()
                                && start(sessions, "ada").isPresent();
                        sessions.endOthers("bob", bob.session());
                        return found && started;
                    },
                    Thread::startVirtualThread);
            assertThat(others.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            answer.countDown();
        }
        assertThat(adas.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLogInThatBeganBeforeTheSessionsOfItsUserWereEndedStartsNone() {
        SessionLimits limits = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 10, 2);
        Sessions sessions = new Sessions(provider, limits, now::get, new SecureRandom());
        Sessions.Started boss = start(sessions, "boss").orElseThrow();
        try (Sessions.UnderWay adas = sessions.beginLogIn();
                Sessions.UnderWay bobs = sessions.beginLogIn()) {
            Proven ada = proven("ada");
            sessions.endOthers("ada", boss.session());

            assertThat(sessions.start(ada, adas)).isEmpty();
            assertThat(sessions.start(proven("bob"), bobs)).as("another user").isPresent();
        }
        assertThat(start(sessions, "ada")).as("a later log-in").isPresent();
    }

    private Optional<Sessions.Started> start(Sessions sessions, String user) {
        try (Sessions.UnderWay underWay = sessions.beginLogIn()) {
            return sessions.start(proven(user), underWay);
        }
    }

    private Proven proven(String user) {
        return (Proven) provider.byPassword(user, TestLogIn.passwordOf(user), NODE);
    }
}
