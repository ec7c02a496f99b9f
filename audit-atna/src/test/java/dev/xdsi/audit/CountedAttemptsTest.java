package dev.xdsi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.Attempt.Effort;
import dev.xdsi.audit.Attempt.Exchange;
import dev.xdsi.audit.Attempt.Result;
import dev.xdsi.audit.Attempt.Side;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Streamed;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told to whoever counts: each attempt once, when it has ended, by the words of its audit record. */
class CountedAttemptsTest {
    private static final AuditContext CONTEXT =
            new AuditContext(new AuditSource("site", "gateway", AuditSource.Type.APPLICATION_SERVER), "1", "127.0.0.1");
    private static final URI ENDPOINT = URI.create("https://127.0.0.1:8443/repository");
    private static final Caller CALLER = Caller.self("AE");
    private static final AuditRecipe<String, RegistryResponse> SERVED =
            outcome -> AuditEvent.served(AuditedTransaction.ITI_41, outcome.caller(), CONTEXT, ENDPOINT)
                    .outcome(outcome, response -> response)
                    .came(2, 5_000)
                    .build();
    private static final StreamedAuditRecipe<String, Answer> CALLED = (outcome, delivered) -> AuditEvent.initiated(
                    AuditedTransaction.RAD_75, outcome.caller(), CONTEXT, Caller.ANONYMOUS, ENDPOINT)
            .outcome(outcome, answer -> RegistryResponse.SUCCESS)
            .delivered(delivered)
            .build();

    private final List<Attempt> attempts = new ArrayList<>();
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final AuditTrail trail = trail(1 << 20);

    private record Answer(Delivery delivery) implements Streamed {}

    private AuditTrail trail(int maxMessageBytes) {
        return new AuditTrail(spool, CONTEXT, InstantSource.fixed(Instant.EPOCH), maxMessageBytes)
                .countedBy(attempts::add)
                .of("repository");
    }

    private Attempt only() {
        assertThat(attempts).hasSize(1);
        return attempts.getFirst();
    }

    @Test
    void anAttemptIsToldWithItsNumberItsActorAndWhatCame() {
        trail.around((String request, Caller caller) -> RegistryResponse.SUCCESS, SERVED)
                .perform("a", CALLER);

        assertThat(only().origin()).isEqualTo(new Attempt.Origin("repository", ""));
        assertThat(only().exchange()).isEqualTo(new Exchange("ITI-41", Side.SERVED));
        assertThat(only().result()).isEqualTo(Result.SUCCESS);
        assertThat(only().effort().objects()).isEqualTo(2);
        assertThat(only().effort().bytes()).isEqualTo(5_000);
        assertThat(only().effort().nanos()).isPositive();
        assertThat(only().failure()).isNull();
    }

    @Test
    void anAnswerWithErrorsIsAFailureByTheirCodes() {
        var refused = RegistryResponse.ofSubmission(
                List.of(XdsError.of(ErrorCode.XDSMissingDocument, "the patient is Mary Smith")));
        trail.around((String request, Caller caller) -> refused, SERVED).perform("a", CALLER);

        assertThat(only().result()).isEqualTo(Result.FAILURE);
        assertThat(only().outcome().description()).isEqualTo("XDSMissingDocument");
    }

    @Test
    void whatBreaksIsToldWithWhatBrokeIt() {
        IllegalStateException bug = new IllegalStateException("Mary Smith");
        Transaction<String, RegistryResponse> broken = (request, caller) -> {
            throw bug;
        };
        var audited = trail.around(broken, SERVED);

        assertThatThrownBy(() -> audited.perform("a", CALLER)).isSameAs(bug);
        assertThat(only().result()).isEqualTo(Result.FAILURE);
        assertThat(only().failure()).isSameAs(bug);
    }

    @Test
    void aStreamIsToldWhenItEndsWithWhatLeftByThen() {
        Answer answer = new Answer(new Delivery());
        trail.towards("Community B")
                .aroundStreamed((String request, Caller caller) -> answer, CALLED)
                .perform("a", CALLER);
        assertThat(attempts).isEmpty();

        answer.delivery().sent("1.1", 10);
        answer.delivery().sent("1.2", 30);
        answer.delivery().fail(new IOException("gone"));

        assertThat(only().origin()).isEqualTo(new Attempt.Origin("repository", "Community B"));
        assertThat(only().exchange()).isEqualTo(new Exchange("RAD-75", Side.CALLED));
        assertThat(only().result()).isEqualTo(Result.PARTIAL);
        assertThat(only().effort()).isEqualTo(new Effort(only().effort().nanos(), 2, 40));
    }

    @Test
    void aStreamThatNeverBeganIsToldAtOnce() {
        Transaction<String, Answer> broken = (request, caller) -> {
            throw new IllegalStateException("no");
        };
        var audited = trail.aroundStreamed(broken, CALLED);

        assertThatThrownBy(() -> audited.perform("a", CALLER)).hasMessage("no");
        assertThat(only().result()).isEqualTo(Result.FAILURE);
    }

    @Test
    void anAnswerThatCannotBeRecordedIsAFailure() {
        var audited = trail(300).around((String request, Caller caller) -> RegistryResponse.SUCCESS, SERVED);

        assertThatThrownBy(() -> audited.perform("a", CALLER)).isInstanceOf(AuditSpoolException.class);
        assertThat(only().result()).isEqualTo(Result.FAILURE);
        assertThat(only().failure()).isInstanceOf(AuditSpoolException.class);
    }

    @Test
    void aLogInThatFailedMildlyHasFailed() {
        var place = new UserEvents.Place(CALLER.node(), CONTEXT.serving(ENDPOINT));
        var user = new Caller.User(
                new Caller.Identity("u", "us", "u", null), Caller.Affiliation.UNKNOWN, Caller.Intent.NONE);
        trail.around(
                        (String request, Caller caller) -> "refused",
                        outcome -> UserEvents.login(
                                place, user, new EventOutcome(EventOutcome.Indicator.MINOR_FAILURE, "password"), null))
                .perform("a", CALLER);

        assertThat(only().exchange()).isEqualTo(Exchange.LOG_IN);
        assertThat(only().result()).isEqualTo(Result.FAILURE);
    }

    @Test
    void eventsOfNoTransactionAreNotCounted() {
        trail.record(SystemEvents.applicationStart(CONTEXT));
        trail.around((String request, Caller caller) -> "done", outcome -> SystemEvents.applicationStop(CONTEXT))
                .perform("a", CALLER);

        assertThat(attempts).isEmpty();
    }
}
