package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.run.Transactions.Transaction;
import dev.xdsi.conformance.simulator.Simulators;
import dev.xdsi.conformance.simulator.Simulators.Call;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Mtom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code simulator: north} with {@code answers: iti-38} — how a simulated actor answers requests that contain the text under {@code for} —
 * or with {@code received: iti-38}: the last of them that arrived, to be looked at like an answer; HTTP status 404 where none did, also not
 * {@code within} so many seconds.
 */
final class SimulatorPerformer implements Performer {
    private static final Map<String, String> SERVICES = Map.of(
            "iti-38", "query",
            "iti-39", "query",
            "rad-75", "imaging",
            "iti-43", "repository",
            "rad-69", "imaging-source",
            "iti-53", "notify");
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final int LONGEST_WAIT = 60;

    private final Transactions transactions;

    SimulatorPerformer(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        String answers = step.text("answers", "");
        Simulators simulators = context.target().simulators();
        if (simulators == null) {
            throw new BadCaseException("the target knows no simulated actors");
        }
        return answers.isEmpty()
                ? received(simulators, step, step.text("received", ""))
                : prepared(simulators, context, answers);
    }

    private Exchange received(Simulators simulators, Step step, String transaction) throws Exception {
        Call call = call(transaction, step);
        int seconds = Math.min(LONGEST_WAIT, Integer.parseInt(step.text("within", "0")));
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        List<Answer> requests = simulators.received(step.what(), call);
        while (requests.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(BETWEEN.toMillis());
            requests = simulators.received(step.what(), call);
        }
        String looked = requests.size() + " requests of " + transaction + " arrived at " + step.what();
        Answer last = requests.isEmpty()
                ? new Answer(404, Map.of(), Bytes.of("<nothing/>"), List.of())
                : requests.getLast().withHeader("x-requests", Integer.toString(requests.size()));
        return new Exchange(looked, last, Map.of("http", "200"));
    }

    private Exchange prepared(Simulators simulators, StepContext context, String name) {
        Step step = context.step();
        Answer answer = step.fields().containsKey("fails")
                ? new Answer(Integer.parseInt(step.text("fails", "")), Map.of(), Bytes.NONE, List.of())
                : answer(context, transactions.named(name));
        simulators.answer(step.what(), call(name, step), answer);
        return Exchange.of(
                "from now on " + step.what() + " answers " + name, answer.body().text());
    }

    private static Answer answer(StepContext context, Transaction transaction) {
        Scope names =
                new Scope(Map.of("action", transaction.answer(), "relatesTo", Simulators.MESSAGE_ID), context.names());
        names.store("body", context.text().template(context.step().text("body", ""), names));
        Bytes envelope = Bytes.of(context.text().template("answer-envelope.xml", names));
        Map<String, String> headers = new HashMap<>();
        if (!transaction.mtom()) {
            headers.put("Content-Type", "application/soap+xml; charset=UTF-8");
            return new Answer(200, headers, envelope, List.of());
        }
        headers.put("Content-Type", Mtom.contentType(transaction.answer()));
        return new Answer(200, headers, Mtom.write(envelope, SoapPerformer.parts(context.step())), List.of());
    }

    /** The text is escaped in messages. */
    private Call call(String transaction, Step step) {
        return new Call(
                service(transaction),
                transactions.named(transaction).action(),
                step.text("for", "").replace("&", "&amp;"));
    }

    private static String service(String transaction) {
        @Nullable String service = SERVICES.get(transaction);
        if (service == null) {
            throw new BadCaseException("no simulated actor takes part in " + transaction);
        }
        return service;
    }
}
