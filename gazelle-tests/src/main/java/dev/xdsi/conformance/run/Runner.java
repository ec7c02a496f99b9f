package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.cases.Text;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.run.CaseResult.Outcome;
import dev.xdsi.conformance.wire.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays cases against a target. */
public final class Runner {
    private final CaseFiles files;
    private final Target target;
    private final InstantSource clock;
    private final Supplier<UUID> uuids;
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, Performer> performers;

    public Runner(CaseFiles files, Target target, InstantSource clock, Supplier<UUID> uuids) {
        this.files = files;
        this.target = target;
        this.clock = clock;
        this.uuids = uuids;
        CaseFiles.yaml(files.root().resolve("names.yaml"))
                .forEach((name, value) -> constants.put(name, value.toString()));
        Transactions transactions = Transactions.read(files.root().resolve("transactions.yaml"));
        this.performers = Map.of(
                "soap", new SoapPerformer(transactions),
                "http", new HttpPerformer(),
                "mllp", new MllpPerformer(),
                "dicom", new DicomPerformer(uuids),
                "simulator", new SimulatorPerformer(transactions),
                "audit", new AuditPerformer(),
                "tls", new TlsPerformer());
    }

    /** Plays a case. */
    public CaseResult run(Case of, Transport transport) throws InterruptedException {
        return run(of, transport, transport);
    }

    /**
     * Plays a case in which what prepares it goes another way than what is tested.
     *
     * @param tested carries the messages of its steps, perhaps with a fault in them
     */
    public CaseResult run(Case of, Transport transport, Transport tested) throws InterruptedException {
        long begin = System.nanoTime();
        if (!of.needs().stream().allMatch(target::has)) {
            return new CaseResult(of, Outcome.NOT_APPLICABLE, List.of(), Duration.ZERO);
        }
        Text text = files.texts(of);
        Scope names = new Variables(of.variables(), text, new BuiltInNames(target, constants, clock, uuids)).scope();
        List<StepResult> results = new ArrayList<>();
        boolean good = play(of.given(), false, new Stage(names, text, transport), results)
                && play(of.steps(), true, new Stage(names, text, tested), results);
        return new CaseResult(
                of, good ? Outcome.PASSED : Outcome.FAILED, results, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** What the steps of a case have in common. */
    private record Stage(Scope names, Text text, Transport transport) {}

    private boolean play(List<Step> steps, boolean tested, Stage stage, List<StepResult> results)
            throws InterruptedException {
        for (Step step : steps) {
            StepResult result = perform(step, tested, stage);
            results.add(result);
            if (!result.isGood()) {
                return false;
            }
        }
        return true;
    }

    private StepResult perform(Step written, boolean tested, Stage stage) throws InterruptedException {
        String name = written.name();
        try {
            Step step = resolved(written, stage.names(), stage.text());
            name = step.name();
            Scope its = new Scope(texts(step.mapping("with")), stage.names());
            Exchange exchange =
                    performer(step).perform(new StepContext(step, its, stage.text(), target, stage.transport()));
            Map<String, Object> expect = step.mapping("expect");
            List<Finding> findings = new ArrayList<>(Checks.findings(expect, exchange));
            if (findings.stream().allMatch(Finding::isGood)) {
                new Stored(exchange.answer()).into(stage.names(), step, findings);
            }
            return new StepResult(name, tested && answers(step), exchange, expect, findings);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (IOException unanswered) {
            return failed(name, tested, "the answer", unanswered);
        } catch (Exception wrong) {
            return failed(name, tested, "the case", wrong);
        }
    }

    /** How a simulated actor is to answer says nothing of the tested side; what that side sent there does. */
    private static boolean answers(Step step) {
        return !step.fields().containsKey("answers");
    }

    private static StepResult failed(String name, boolean tested, String what, Exception why) {
        String found = why.getClass().getSimpleName() + ": " + why.getMessage();
        return new StepResult(
                name, tested, null, Map.of(), List.of(new Finding(what, "one that can be read", found, false)));
    }

    /** Templates are resolved later, with names of the message. */
    private static Step resolved(Step written, Scope names, Text text) {
        Map<String, Object> fields = Step.mapping(text.tree(written.fields(), names), "a step");
        return new Step(written.kind(), text.plain(written.what(), names), fields);
    }

    private static Map<String, String> texts(Map<String, Object> mapping) {
        Map<String, String> texts = new HashMap<>();
        mapping.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }

    private Performer performer(Step step) {
        @Nullable Performer performer = performers.get(step.kind());
        if (performer == null) {
            throw new BadCaseException("there is no kind of step " + step.kind());
        }
        return performer;
    }
}
