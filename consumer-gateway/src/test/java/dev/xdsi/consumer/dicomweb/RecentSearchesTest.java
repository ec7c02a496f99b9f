package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentSearchesTest {
    private static final PatientId MARY = Submissions.MARY;
    private static final Set<String> ANYWHERE = Set.of();

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger searches = new AtomicInteger();
    private List<String> problems = List.of();
    private final RecentSearches recent = new RecentSearches(
            (homes, patient, caller) -> {
                searches.incrementAndGet();
                return new SharedStudies(List.of(), problems);
            },
            now::get);
    private final Session ada = TestLogIn.session(InstantSource.system(), "ada");
    private final Caller caller =
            ada.caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null)).orElseThrow();

    @Test
    void withinAMomentTheAnswerIsTheSameAndThenItIsAskedAgain() {
        recent.of(ada, MARY, ANYWHERE, caller);
        pass(RecentSearches.MOMENT);
        recent.of(ada, MARY, ANYWHERE, caller);
        assertThat(searches).hasValue(1);

        pass(Duration.ofSeconds(1));
        recent.of(ada, MARY, ANYWHERE, caller);
        assertThat(searches).hasValue(2);
    }

    @Test
    void aFailureIsForgottenSooner() {
        problems = List.of("The registry does not answer.");
        recent.of(ada, MARY, ANYWHERE, caller);
        pass(RecentSearches.MOMENT_OF_PROBLEMS.plusMillis(1));
        recent.of(ada, MARY, ANYWHERE, caller);

        assertThat(searches).hasValue(2);
    }

    @Test
    void whatOneSessionFoundIsNoAnswerToAnotherNorToAnotherPurposeOrPlace() {
        Session bob = TestLogIn.session(InstantSource.system(), "bob");
        Caller emergency = new Caller(
                caller.node(), bob.caller(caller.node()).orElseThrow().user(), null);

        recent.of(ada, MARY, ANYWHERE, caller);
        recent.of(bob, MARY, ANYWHERE, caller);
        recent.of(ada, MARY, ANYWHERE, emergency);
        recent.of(ada, new PatientId("other", MARY.assigningAuthority()), ANYWHERE, caller);

        recent.of(ada, MARY, Set.of("urn:oid:1.2.3"), caller);

        assertThat(searches).hasValue(5);
    }

    @Test
    void whatTheListWasJustGivenIsNotAskedAgainForItsThumbnailsUntilTheMomentIsOver() {
        Set<String> north = Set.of("urn:oid:1.2.3");
        SharedStudies listed = new SharedStudies(List.of(), List.of());
        recent.remember(ada, MARY, north, caller, listed);

        assertThat(recent.of(ada, MARY, north, caller)).isSameAs(listed);
        assertThat(searches).hasValue(0);

        pass(RecentSearches.MOMENT.plusSeconds(1));
        recent.of(ada, MARY, north, caller);
        assertThat(searches).hasValue(1);
    }

    @Test
    void aLaterListReplacesWhatWasKnown() {
        recent.of(ada, MARY, ANYWHERE, caller);
        SharedStudies listed = new SharedStudies(List.of(), List.of("North is down."));
        recent.remember(ada, MARY, ANYWHERE, caller, listed);

        assertThat(recent.of(ada, MARY, ANYWHERE, caller)).isSameAs(listed);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
