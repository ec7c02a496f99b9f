package dev.xdsi.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.Attempt.Exchange;
import dev.xdsi.audit.Attempt.Side;
import dev.xdsi.gateway.operations.Volumes.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LogbookTest {
    private static final Instant START = Instant.parse("2026-03-01T22:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Logbook logbook = new Logbook(now::get);

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private Volumes.Today today() {
        return logbook.volumes(now.get());
    }

    @Test
    void whatCameAndWentTodayIsCounted() {
        logbook.made(Made.served("STORE", 1, 500));
        logbook.made(Made.served("STORE", 1, 600));
        logbook.made(Made.served("ITI-41", 2, 0));
        logbook.made(Made.called("RAD-68", "", 5));
        logbook.made(Made.served("RAD-69", 2, 1_100));
        logbook.made(Made.called("RAD-69", "", 5));

        assertThat(today().since()).isEqualTo(START);
        assertThat(today().received()).isEqualTo(new Received(2, 2, 1_100));
        assertThat(today().studies()).isEqualTo(1);
        assertThat(today().sent()).isEqualTo(1_100);
    }

    @Test
    void whatFailedCameNotIn() {
        logbook.made(Made.failed(Made.served("ITI-41", 2, 0), "XDSMissingDocument"));
        logbook.made(Made.failed(Made.called("RAD-68", "", 5), "XDSUnknownPatientId"));

        assertThat(today().received()).isEqualTo(new Received(0, 0, 0));
        assertThat(today().studies()).isZero();
    }

    @Test
    void aNewDayBeginsAtItsMidnight() {
        logbook.made(Made.served("STORE", 1, 500));
        pass(Duration.ofHours(3));

        assertThat(today().received().instances()).isZero();
        assertThat(today().since()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        logbook.made(Made.served("STORE", 1, 500));
        assertThat(today().received().instances()).isEqualTo(1);
    }

    @Test
    void aPartnerIsRememberedByItsLastAnswerAndItsLastFailure() {
        logbook.made(Made.called("ITI-38", "B", 40));
        pass(Duration.ofMinutes(1));
        logbook.made(Made.broken(Made.called("ITI-38", "B", 40), new IllegalStateException("Mary Smith")));

        PartnerCalls partner = logbook.partner("B").orElseThrow();
        assertThat(partner.last())
                .isEqualTo(new PartnerCalls.Last(
                        START, START.plus(Duration.ofMinutes(1)), "broke off: IllegalStateException"));
        assertThat(partner.window().calls()).isEqualTo(2);
        assertThat(partner.window().failures()).isEqualTo(1);
        assertThat(logbook.partner("C")).isEmpty();
    }

    @Test
    void bothSidesOfATransactionAreToldApart() {
        logbook.made(Made.served("ITI-18"));
        logbook.made(Made.served("ITI-18"));
        logbook.made(Made.called("ITI-18", "", 5));

        assertThat(logbook.transactions().get(new Exchange("ITI-18", Side.SERVED)))
                .satisfies(window -> assertThat(window.calls()).isEqualTo(2));
        assertThat(logbook.transactions().get(new Exchange("ITI-18", Side.CALLED)))
                .satisfies(window -> assertThat(window.calls()).isEqualTo(1));
    }

    @Test
    void aWrongPasswordIsNoErrorOfTheGateway() {
        logbook.made(Made.failed(Made.served("LOG-IN"), "wrong password"));
        assertThat(logbook.errors().newestFirst()).isEmpty();
        assertThat(logbook.transactions().get(Exchange.LOG_IN))
                .satisfies(window -> assertThat(window.failures()).isEqualTo(1));
    }

    @Test
    void partnersWithoutEndDoNotFillTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            logbook.made(Made.called("ITI-38", "partner " + i, 1));
        }
        assertThat(logbook.partner("partner 99")).isPresent();
        assertThat(logbook.partner("partner 100")).isEmpty();
    }
}
