package dev.xdsi.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.audit.spool.AuditSpool;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.5Z");
    private static final AuditContext CONTEXT =
            new AuditContext(new AuditSource("site", "gateway", AuditSource.Type.APPLICATION_SERVER), "1", "127.0.0.1");
    private static final URI ENDPOINT = URI.create("https://127.0.0.1:8443/repository");
    private static final Caller CALLER = Caller.self("AE");

    private final AuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final AuditTrail trail = new AuditTrail(spool, CONTEXT, InstantSource.fixed(TIME), 1 << 20);

    private record Answer(List<String> ids, Delivery delivery) implements Streamed {}

    private static final AuditRecipe<String, RegistryResponse> SUBMISSION =
            outcome -> AuditEvent.served(AuditedTransaction.ITI_42, outcome.caller(), CONTEXT, ENDPOINT)
                    .outcome(outcome, response -> response)
                    .object(AuditedObject.submissionSet(outcome.request()))
                    .build();

    private static final StreamedAuditRecipe<String, Answer> RETRIEVE = (outcome, delivered) -> {
        var event = AuditEvent.served(AuditedTransaction.ITI_43, outcome.caller(), CONTEXT, ENDPOINT)
                .outcome(outcome, answer -> RegistryResponse.SUCCESS)
                .delivered(delivered);
        if (delivered != null) {
            delivered.sent().keySet().forEach(id -> event.object(AuditedObject.document(id, "1.2.3")));
        }
        return event.build();
    };

    private List<String> recorded() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), UTF_8))
                .toList();
    }

    @Test
    void anAttemptThatAnswersIsRecordedOnce() {
        var audited = trail.<String, RegistryResponse>around(
                (request, caller) -> {
                    assertThat(recorded()).isEmpty();
                    return RegistryResponse.SUCCESS;
                },
                SUBMISSION);
        audited.perform("1.2.3", CALLER);
        assertThat(recorded()).singleElement().asString().contains("ITI-42", "1.2.3", "EventOutcomeIndicator=\"0\"");
    }

    @Test
    void errorsInAnAnswerAreRecordedByCodeAndNotByText() {
        var refused = RegistryResponse.ofSubmission(
                List.of(XdsError.of(ErrorCode.XDSMissingDocument, "the patient is Mary Smith")));
        trail.around((String request, Caller caller) -> refused, SUBMISSION).perform("1.2.3", CALLER);
        assertThat(recorded())
                .singleElement()
                .asString()
                .contains("EventOutcomeIndicator=\"8\"", "XDSMissingDocument")
                .doesNotContain("Mary");
    }

    @Test
    void anAttemptThatBreaksIsRecordedOnceAndStillBreaks() {
        Transaction<String, RegistryResponse> broken = (request, caller) -> {
            throw new IllegalStateException("Mary Smith");
        };
        var audited = trail.around(broken, SUBMISSION);
        assertThatThrownBy(() -> audited.perform("1.2.3", CALLER)).hasMessage("Mary Smith");
        assertThat(recorded())
                .singleElement()
                .asString()
                .contains("EventOutcomeIndicator=\"8\"", "IllegalStateException")
                .doesNotContain("Mary");
    }

    @Test
    void aStreamIsRecordedWhenItClosesAndSaysWhatWasSent() {
        Answer answer = new Answer(List.of("1.1", "1.2"), new Delivery());
        trail.aroundStreamed((String request, Caller caller) -> answer, RETRIEVE)
                .perform("both", CALLER);
        assertThat(recorded()).isEmpty();

        answer.delivery().sent("1.1", 10);
        answer.delivery().fail(new IOException("peer of Mary gone"));
        assertThat(recorded())
                .singleElement()
                .asString()
                .contains("ParticipantObjectID=\"1.1\"", "EventOutcomeIndicator=\"4\"", "broke off: IOException")
                .doesNotContain("1.2\"", "Mary");
    }

    @Test
    void aStreamThatBreaksBeforeItsFirstDocumentIsAFailure() {
        Answer answer = new Answer(List.of("1.1"), new Delivery());
        trail.aroundStreamed((String request, Caller caller) -> answer, RETRIEVE)
                .perform("one", CALLER);
        answer.delivery().fail(new IOException("gone"));
        assertThat(recorded()).singleElement().asString().contains("EventOutcomeIndicator=\"8\"");
    }

    @Test
    void aStreamedTransactionThatBreaksIsRecordedAtOnce() {
        Transaction<String, Answer> broken = (request, caller) -> {
            throw new IllegalStateException("no");
        };
        var audited = trail.aroundStreamed(broken, RETRIEVE);
        assertThatThrownBy(() -> audited.perform("one", CALLER)).hasMessage("no");
        assertThat(recorded()).singleElement().asString().contains("EventOutcomeIndicator=\"8\"");
    }

    @Test
    void withAFullSpoolTheTransactionDoesNotEvenBegin() {
        AuditTrail full = new AuditTrail(new InMemoryAuditSpool(100), CONTEXT, InstantSource.fixed(TIME), 1 << 20);
        AtomicInteger performed = new AtomicInteger();
        var audited = full.<String, RegistryResponse>around(
                (request, caller) -> {
                    performed.incrementAndGet();
                    return RegistryResponse.SUCCESS;
                },
                SUBMISSION);
        assertThatThrownBy(() -> audited.perform("1.2.3", CALLER)).isInstanceOf(AuditSpoolException.class);
        assertThat(performed).hasValue(0);
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() {
        AuditTrail narrow = new AuditTrail(spool, CONTEXT, InstantSource.fixed(TIME), 480);
        var audited = narrow.around((String request, Caller caller) -> RegistryResponse.SUCCESS, SUBMISSION);
        assertThatThrownBy(() -> audited.perform("1.2.3", CALLER))
                .isInstanceOf(AuditSpoolException.class)
                .hasMessageContaining("carries 480");

        IllegalStateException cause = new IllegalStateException("broken");
        Transaction<String, RegistryResponse> broken = (request, caller) -> {
            throw cause;
        };
        assertThatThrownBy(() -> narrow.around(broken, SUBMISSION).perform("1.2.3", CALLER))
                .isInstanceOf(AuditSpoolException.class)
                .hasSuppressedException(cause);
    }

    /** Nobody else can end it: it is not given to anybody. */
    @Test
    void anAnnouncedAnswerThatCannotBeRecordedIsOver() {
        AuditTrail narrow = new AuditTrail(spool, CONTEXT, InstantSource.fixed(TIME), 480);
        Answer answer = new Answer(List.of("1.1"), new Delivery());
        AtomicInteger failed = new AtomicInteger();
        answer.delivery().whenClosed(result -> failed.addAndGet(result.complete() ? 0 : 1));

        var audited = narrow.aroundAnnounced((String request, Caller caller) -> answer, RETRIEVE);

        assertThatThrownBy(() -> audited.perform("1.2.3", CALLER)).isInstanceOf(AuditSpoolException.class);
        assertThat(failed).hasValue(1);
    }

    @Test
    void whatIsTooLargeToBeRecordedIsNotAnsweredAndLeavesATraceAllTheSame() {
        AuditTrail narrow = new AuditTrail(spool, CONTEXT, InstantSource.fixed(TIME), 4_000);
        var audited = narrow.around((String request, Caller caller) -> RegistryResponse.SUCCESS, SUBMISSION);

        assertThatThrownBy(() -> audited.perform("9".repeat(4_000), CALLER)).isInstanceOf(AuditSpoolException.class);
        assertThat(recorded())
                .singleElement()
                .asString()
                .contains(
                        "ITI-42",
                        "EventOutcomeIndicator=\"8\"",
                        "too large",
                        CALLER.node().address());
    }

    @Test
    void aStreamThatCannotBeRecordedFailsWhereItIsClosed() {
        Answer answer = new Answer(List.of("1.1"), new Delivery());
        trail.aroundStreamed((String request, Caller caller) -> answer, RETRIEVE)
                .perform("one", CALLER);
        spool.close();
        assertThatThrownBy(() -> answer.delivery().complete()).isInstanceOf(AuditSpoolException.class);
    }

    @Test
    void nothingIsDisclosedOfWhichTheRecordCouldNotPass() {
        AuditTrail narrow = new AuditTrail(spool, CONTEXT, InstantSource.fixed(TIME), 4_000);
        StreamedAuditRecipe<List<String>, Answer> recipe = (outcome, delivered) -> AuditEvent.served(
                        AuditedTransaction.ITI_43, outcome.caller(), CONTEXT, ENDPOINT)
                .outcome(outcome, answer -> RegistryResponse.SUCCESS)
                .objects(outcome.request().stream()
                        .map(id -> AuditedObject.document(id, "1.2.3"))
                        .toList())
                .build();
        AtomicInteger performed = new AtomicInteger();
        Transaction<List<String>, Answer> retrieve = narrow.aroundStreamed(
                (ids, caller) -> {
                    performed.incrementAndGet();
                    return new Answer(ids, new Delivery());
                },
                recipe);

        assertThatThrownBy(() -> retrieve.perform(Collections.nCopies(100, "1.2.3.4"), CALLER))
                .isInstanceOf(AuditSpoolException.class)
                .hasMessageContaining("carries 4000");
        assertThat(performed).hasValue(0);
        assertThat(recorded()).singleElement().asString().contains("ITI-43");

        retrieve.perform(List.of("1.2.3.4"), CALLER).delivery().complete();
        assertThat(recorded()).hasSize(2);
    }

    /** While it is on its way, as much as its record will need is kept free. */
    @Test
    void whatIsRecordedWhenAllHasLeftFindsItsRoom() throws IOException {
        AuditSpool small = new InMemoryAuditSpool(10_000);
        AuditTrail trailOfSmall = new AuditTrail(small, CONTEXT, InstantSource.fixed(TIME), 1 << 20);
        Answer answer = new Answer(List.of("1.1"), new Delivery());
        trailOfSmall
                .aroundStreamed((String request, Caller caller) -> answer, RETRIEVE)
                .perform("one", CALLER);

        assertThatThrownBy(() -> {
                    while (true) {
                        trailOfSmall.record(SystemEvents.applicationStart(CONTEXT));
                    }
                })
                .isInstanceOf(AuditSpoolException.class);
        answer.delivery().complete();

        assertThat(small.read(0, 100))
                .last()
                .satisfies(
                        entry -> assertThat(new String(entry.message(), UTF_8)).contains("ITI-43"));
    }

    @Test
    void twoEqualEventsOfOneMomentAreTwoMessages() {
        trail.record(SystemEvents.applicationStart(CONTEXT));
        trail.record(SystemEvents.applicationStart(CONTEXT));
        assertThat(recorded()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aMessageOfManyKilobytesIsRecordedWhole() {
        var event = AuditEvent.served(AuditedTransaction.ITI_43, CALLER, CONTEXT, ENDPOINT);
        for (int i = 0; i < 400; i++) {
            event.object(AuditedObject.document("1.2.3.4.5.6.7.8.9." + i, "1.2.3"));
        }
        trail.record(event.build());
        assertThat(recorded().getFirst()).hasSizeGreaterThan(64 << 10).endsWith("</AuditMessage>");
    }
}
