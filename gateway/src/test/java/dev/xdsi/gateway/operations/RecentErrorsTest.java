package dev.xdsi.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.operations.RecentErrors.Recent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class RecentErrorsTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final Logger OURS = LoggerFactory.getLogger("dev.xdsi.soap.server.FailureBoundary");

    private final RecentErrors errors = new RecentErrors();

    @Test
    void anAttemptThatBrokeAndItsLineInTheLogAreOneError() {
        IllegalStateException bug = new IllegalStateException("Mary Smith");
        String id = UUID.randomUUID().toString();
        try (ErrorAppender log = ErrorAppender.listen(errors)) {
            assertThat(log.isStarted()).isTrue();
            errors.failed(Made.broken(Made.served("ITI-18"), bug), TIME);
            OURS.error("error {}", id, new RuntimeException("wrapped", bug));
        }
        assertThat(errors.newestFirst())
                .containsExactly(new Recent(
                        TIME, id, "ITI-18", Made.served("ITI-18").origin(), "broke off: IllegalStateException"));
    }

    @Test
    void aLineOfNoTransactionIsAnErrorOfItsOwn() {
        String id = UUID.randomUUID().toString();
        try (ErrorAppender log = ErrorAppender.listen(errors)) {
            assertThat(log.isStarted()).isTrue();
            OURS.error("Unexpected failure, error id {}", id, new IllegalStateException("Mary Smith"));
            OURS.warn("a study cannot be published now");
            LoggerFactory.getLogger("org.foreign").error("not ours");
        }
        OURS.error("after the end");
        assertThat(errors.newestFirst()).singleElement().satisfies(error -> {
            assertThat(error.id()).isEqualTo(id);
            assertThat(error.transaction()).isEmpty();
            assertThat(error.sentence()).isEqualTo("Unexpected failure, error id " + id + " (IllegalStateException)");
        });
    }

    @Test
    void whatAPartnerDidWrongIsToldByCodesAlone() {
        errors.failed(Made.failed(Made.served("ITI-42"), "XDSMissingDocument"), TIME);
        errors.failed(Made.partial(Made.called("ITI-38", "B", 1), "XDSUnavailableCommunity"), TIME);

        assertThat(errors.newestFirst())
                .extracting(Recent::sentence)
                .containsExactly(
                        "B: answered in part: XDSUnavailableCommunity", "answered with an error: XDSMissingDocument");
    }

    @Test
    void oneFailureOnTwoSidesIsFoundByOneId() {
        IllegalStateException bug = new IllegalStateException();
        errors.failed(Made.broken(Made.served("ITI-42"), bug), TIME);
        errors.failed(Made.broken(Made.served("ITI-41"), bug), TIME);
        errors.logged(TIME, "the id", "error the id", bug);

        assertThat(errors.newestFirst()).hasSize(2).extracting(Recent::id).containsOnly("the id");
    }

    @Test
    void onlyTheLastFiftyAreKept() {
        for (int i = 0; i < 1_000; i++) {
            errors.failed(Made.failed(Made.served("ITI-18"), "code " + i), TIME);
        }
        assertThat(errors.newestFirst()).hasSize(50);
        assertThat(errors.newestFirst().getFirst().sentence()).endsWith("code 999");
    }
}
