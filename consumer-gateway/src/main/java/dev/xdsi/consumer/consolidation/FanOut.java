package dev.xdsi.consumer.consolidation;

import dev.xdsi.consumer.partner.PartnerException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks several at once, each on a virtual thread of its own, and waits for none longer than its budget allows. */
public final class FanOut {
    private FanOut() {}

    /** One who is asked, and how long to wait. */
    public record Question<R>(Supplier<R> call, Duration budget) {}

    /** What came of a question. */
    public sealed interface Reply<R> {}

    public record Came<R>(R answer) implements Reply<R> {}

    /** It failed, or took too long: then the reason is a {@link TimeoutException}. */
    public record Missing<R>(Throwable reason) implements Reply<R> {}

    /**
     * The replies in the order of the questions, when the last has come or was given up. Who is interrupted meanwhile gives up those
     * that have not come.
     *
     * @param late takes answers that come when nobody waits for them any more, to give back what they hold
     */
    public static <R> List<Reply<R>> ask(List<Question<R>> questions, Consumer<R> late) {
        List<CompletableFuture<R>> answers =
                questions.stream().map(question -> start(question, late)).toList();
        return answers.stream().map(FanOut::reply).toList();
    }

    private static <R> CompletableFuture<R> start(Question<R> question, Consumer<R> late) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("fan-out").start(() -> {
            try {
                R value = question.call().get();
                if (!answer.complete(value)) {
                    late.accept(value);
                }
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        answer.orTimeout(question.budget().toMillis(), TimeUnit.MILLISECONDS);
        // An interrupted virtual thread gives up its socket: nothing is left behind that still reads.
        var _ = answer.whenComplete((value, failure) -> {
            if (failure instanceof TimeoutException || failure instanceof CancellationException) {
                thread.interrupt();
            }
        });
        return answer;
    }

    private static <R> Reply<R> reply(CompletableFuture<R> answer) {
        try {
            return new Came<>(answer.get());
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return new Missing<>(cause == null ? failed : cause);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return new Missing<>(new PartnerException("it was not waited for", givenUp));
        }
    }
}
