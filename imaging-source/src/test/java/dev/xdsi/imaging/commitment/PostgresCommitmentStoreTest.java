package dev.xdsi.imaging.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.TestDatabase;
import dev.xdsi.imaging.commitment.CommitmentRequest.Reference;
import dev.xdsi.imaging.commitment.CommitmentStore.Attempt;
import dev.xdsi.model.Oid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresCommitmentStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final CommitmentStore store = new PostgresCommitmentStore(TestDatabase.empty());
    private final List<String> attempts = new ArrayList<>();

    private void accept(String requester, String transaction, Instant at) {
        store.accept(
                new CommitmentRequest(
                        new AeTitle(requester),
                        new Oid(transaction),
                        List.of(new Reference(new Oid("1.2.840.10008.5.1.4.1.1.2"), new Oid("1.2.3")))),
                at);
    }

    private boolean attempt(Instant now, boolean reachable) {
        return store.workOnNext(now, (request, failures, waiting) -> {
            attempts.add(request.requester().value() + " " + request.transactionUID());
            return reachable ? new Attempt.Over() : new Attempt.Postponed(now.plus(Duration.ofMinutes(10)));
        });
    }

    @Test
    void whoCannotBeReachedIsNotTriedAgainAndAgainBeforeOthers() {
        accept("AWAY", "1.1", NOON);
        accept("AWAY", "1.2", NOON);
        accept("AWAY", "1.3", NOON);
        accept("HERE", "2.1", NOON.plusSeconds(1));

        attempt(NOON.plusSeconds(2), false);
        attempt(NOON.plusSeconds(3), true);

        assertThat(attempts).last().isEqualTo("HERE 2.1");
        assertThat(attempt(NOON.plusSeconds(4), true)).as("a moment later").isFalse();
        attempt(NOON.plusSeconds(63), true);
        attempt(NOON.plusSeconds(63), true);
        assertThat(attempts).hasSize(4).last().asString().startsWith("AWAY");
    }
}
