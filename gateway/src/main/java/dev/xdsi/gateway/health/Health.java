package dev.xdsi.gateway.health;

import dev.xdsi.gateway.health.Problem.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of everything that runs. Anybody may ask as often as he likes: what was found counts for a second, and the log hears of each
 * change once. Nobody waits long for it: several checks ask the database, and each of them would wait for it when it is away.
 */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final Duration COUNTS_FOR = Duration.ofSeconds(1);
    /** A load balancer and Prometheus give up soon after. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Answer NO_ANSWER =
            new Answer(Optional.of(Problem.cannotWork("no answer within " + PATIENCE.toSeconds() + " s")), null);

    private final InstantSource clock;
    private final Map<String, Check> checks = new HashMap<>();
    private final Map<String, Severity> unwell = new HashMap<>();
    private final Map<String, Instant> changes = new HashMap<>();
    private final Map<String, CompletableFuture<Answer>> underWay = new HashMap<>();
    private @Nullable Found last;

    /** Looks whether one actor could work now. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong, if anything is; with an exception it cannot work. */
        Optional<Problem> problem() throws Exception;

        /** Of a part that cannot work as long as it says why. */
        static Check of(Supplier<Optional<String>> trouble) {
            return () -> trouble.get().map(Problem::cannotWork);
        }

        /** The same, where somebody may have to look while it goes on. */
        static Check of(Supplier<Optional<String>> trouble, Supplier<Optional<String>> attention) {
            return () -> trouble.get()
                    .map(Problem::cannotWork)
                    .or(() -> attention.get().map(Problem::needsAttention));
        }
    }

    /**
     * How a part is.
     *
     * @param since when it was found so, or with another problem as severe, for the first time; what was never otherwise, since it was added
     */
    public record State(Optional<Problem> problem, Instant since) {}

    /** @param failure what broke the check */
    private record Answer(
            Optional<Problem> problem, @Nullable Throwable failure) {}

    private record Found(Map<String, Optional<Problem>> problems, Instant at) {
        boolean counts(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(COUNTS_FOR));
        }
    }

    public Health(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void add(String name, Check check) {
        checks.put(name, check);
        changes.put(name, clock.instant());
        last = null;
    }

    /** Every part, without a look at it. */
    public synchronized Set<String> names() {
        return new TreeSet<>(checks.keySet());
    }

    /**
     * Every part and what is wrong with it, if anything is: as it is now, or was within the last second. Who asks while another looks waits
     * for what that one finds.
     */
    public synchronized Map<String, Optional<Problem>> look() {
        Found before = last;
        if (before != null && before.counts(clock.instant())) {
            return before.problems();
        }
        Map<String, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
        checks.keySet().stream().sorted().forEach(name -> answers.put(name, ask(name)));
        Map<String, Optional<Problem>> found = new LinkedHashMap<>();
        answers.forEach((name, answer) -> found.put(name, noted(name, answer.join())));
        last = new Found(Collections.unmodifiableMap(found), clock.instant());
        return last.problems();
    }

    /** The same, with since when. */
    public synchronized Map<String, State> states() {
        Map<String, State> states = new LinkedHashMap<>();
        look().forEach((name, problem) ->
                states.put(name, new State(problem, changes.getOrDefault(name, clock.instant()))));
        return states;
    }

    /** All run side by side, so that their patience is one. A check that hangs from before is not started a second time. */
    private CompletableFuture<Answer> ask(String name) {
        CompletableFuture<Answer> before = underWay.get(name);
        if (before != null && !before.isDone()) {
            return CompletableFuture.completedFuture(NO_ANSWER);
        }
        Check check = checks.getOrDefault(name, Optional::empty);
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(
                () -> answer(check), Thread.ofVirtual().name("health " + name)::start);
        underWay.put(name, asked);
        return asked.copy().completeOnTimeout(NO_ANSWER, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whatever breaks a check, an error too, is an answer. */
    private static Answer answer(Check check) {
        try {
            return new Answer(check.problem(), null);
        } catch (Throwable failed) {
            return new Answer(Optional.of(Problem.cannotWork("does not work; the log says why")), failed);
        }
    }

    /** How severe it is counts: the words of one trouble may differ each time. */
    private Optional<Problem> noted(String name, Answer answer) {
        Severity now = answer.problem().map(Problem::severity).orElse(null);
        Severity before = now == null ? unwell.remove(name) : unwell.put(name, now);
        if (now != before) {
            changes.put(name, clock.instant());
            log(name, answer);
        }
        return answer.problem();
    }

    private static void log(String name, Answer answer) {
        Problem problem = answer.problem().orElse(null);
        Throwable failure = answer.failure();
        if (problem == null) {
            LOG.info("{} is well again", name);
        } else if (problem.stopsWork()) {
            LOG.warn("{} is not well: {}", name, failure == null ? problem.words() : failure.toString(), failure);
        } else {
            LOG.warn("{} needs attention: {}", name, problem.words());
        }
    }
}
