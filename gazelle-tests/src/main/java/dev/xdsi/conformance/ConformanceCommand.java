package dev.xdsi.conformance;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Case;
import dev.xdsi.conformance.cases.CaseFiles;
import dev.xdsi.conformance.host.OwnGateway;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.host.TargetFile;
import dev.xdsi.conformance.report.HtmlReport;
import dev.xdsi.conformance.report.JUnitReport;
import dev.xdsi.conformance.report.Run;
import dev.xdsi.conformance.report.Terminal;
import dev.xdsi.conformance.run.CaseResult;
import dev.xdsi.conformance.run.Runner;
import dev.xdsi.conformance.wire.HttpTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Plays the cases that were asked for, and tells of them on the terminal and in two reports. */
@Command(
        name = "xdsi conformance",
        description = "Plays IHE's conformance cases, against a gateway started for it or against any other host.",
        footer = {"", "Exit codes: 0 every case passed, 1 some did not, 2 wrong usage."},
        mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final boolean colours;
    private final CaseFiles files;
    private final OwnGateway.Sources sources;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "The host to test: addresses, OIDs, TLS files (see gazelle-tests/cases/README.md). Without it a"
                            + " gateway is started, with a database of its own, on free ports.")
    @Nullable
    Path targetFile;

    @Option(
            names = "--case",
            paramLabel = "ID",
            description = "Only this case: 11897, registry/11897, registry/ for all of an actor, or 11897* for all that"
                    + " begin so. Several when repeated.")
    List<String> wanted = new ArrayList<>();

    @Option(names = "--list", description = "Names the cases and plays none.")
    boolean list;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the reports, conformance.html and conformance.xml (JUnit).")
    Path reports = Path.of("target", "conformance");

    ConformanceCommand(PrintWriter out, boolean colours, Path cases, OwnGateway.Sources sources) {
        this.out = out;
        this.colours = colours;
        this.files = new CaseFiles(cases);
        this.sources = sources;
    }

    @Override
    public Integer call() throws Exception {
        List<Case> cases;
        try {
            cases = files.read();
        } catch (BadCaseException wrong) {
            return wrongUse(wrong.getMessage());
        }
        for (String each : wanted) {
            if (cases.stream().noneMatch(known -> known.isMeantBy(each))) {
                return wrongUse("There is no case " + each + ". --list names them.");
            }
        }
        List<Case> chosen = cases.stream()
                .filter(each -> wanted.isEmpty() || wanted.stream().anyMatch(each::isMeantBy))
                .toList();
        if (list) {
            chosen.forEach(each -> out.println(each.path() + "  " + each.title()));
            return ExitCode.OK;
        }
        return targetFile == null ? ownGateway(chosen) : foreignHost(chosen, targetFile);
    }

    private int foreignHost(List<Case> chosen, Path file) throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            return wrongUse(file + " is no file that can be read; gazelle-tests/cases/README.md shows what is in one.");
        }
        Target target;
        try {
            target = TargetFile.read(file, sources);
        } catch (BadCaseException | IOException wrong) {
            return wrongUse(wrong.getMessage());
        }
        return play(chosen, target, file.toString());
    }

    private int ownGateway(List<Case> chosen) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("xdsi-conformance");
        out.println("Starting a gateway for the cases …");
        try (OwnGateway gateway = OwnGateway.start(folder, sources)) {
            return play(chosen, gateway.target(), "a gateway of our own");
        } finally {
            delete(folder);
        }
    }

    private int play(List<Case> chosen, Target target, String name) throws IOException, InterruptedException {
        Terminal terminal = new Terminal(out, colours, chosen.size());
        Runner runner = new Runner(files, target, sources.clock(), sources.uuids());
        List<CaseResult> results = new ArrayList<>();
        try (HttpTransport http = new HttpTransport(target.identities())) {
            for (Case each : chosen) {
                terminal.playing(each);
                CaseResult result = runner.run(each, http);
                results.add(result);
                terminal.played(result);
            }
        }
        Run run = new Run(name, sources.clock().instant(), results);
        Files.createDirectories(reports);
        Files.writeString(reports.resolve("conformance.html"), HtmlReport.of(run));
        Files.writeString(reports.resolve("conformance.xml"), JUnitReport.of(run));
        terminal.end(run, reports.resolve("conformance.html"));
        return run.isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int wrongUse(@Nullable String message) {
        out.println(message);
        return ExitCode.USAGE;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
