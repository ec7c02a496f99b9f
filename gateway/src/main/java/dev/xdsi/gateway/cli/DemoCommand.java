package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.CommunitiesDemo;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts every actor and lets a phantom study travel from a DICOM sender to a clinician's disk.",
        footer = {"", "Data stays in the configured data folder; the gateway goes on running unless --once is given."},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String QUIET_PERIOD = "5 s";
    private static final String QUIET_PERIOD_OF_MANY = "2 s";
    private static final int MOST_COMMUNITIES = 5;

    private final Console console;

    @Mixin
    Options options = new Options();

    @Option(names = "--once", description = "Print the result and exit; 0 only if everything held.")
    boolean once;

    @Option(
            names = "--communities",
            paramLabel = "N",
            description = {
                "Starts N complete communities (2 to 5) instead of one, shares a study in each, and finds and fetches"
                        + " all of them from the first, also while one is down."
            })
    int communities = 1;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (communities < 1 || communities > MOST_COMMUNITIES) {
            throw new CommandFailed("--communities is a number from 2 to " + MOST_COMMUNITIES + ".");
        }
        Configuration configuration = options.configuration().with(Settings.QUIET_PERIOD, QUIET_PERIOD);
        return communities == 1 ? oneCommunity(configuration) : severalCommunities(configuration);
    }

    private int severalCommunities(Configuration configuration) throws Exception {
        long started = System.nanoTime();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        Path scratch = Files.createTempDirectory("xdsi-demo");
        try (DemoCommunities running = Shutdown.start(() -> DemoCommunities.start(
                communities, configuration.with(Settings.QUIET_PERIOD, QUIET_PERIOD_OF_MANY), now))) {
            console.say("ready after %.1f s; portals: %s"
                    .formatted(secondsSince(started), String.join(", ", running.portals())));
            CommunitiesDemo.Result result = running.run(scratch, now, console);
            result.faults().forEach(console::say);
            console.result(result.line());
            if (once) {
                return result.ok() ? 0 : 1;
            }
            console.say("The others go on running. " + running.invitation() + " Stop with Ctrl-C.");
            new CountDownLatch(1).await();
            return 0;
        } finally {
            delete(scratch);
        }
    }

    private static double secondsSince(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
    }

    private int oneCommunity(Configuration configuration) throws Exception {
        long started = System.nanoTime();
        Gateway gateway = Shutdown.start(() -> Gateway.start(configuration));
        console.say("ready after %.1f s; portal and health: %s".formatted(secondsSince(started), gateway.portalUrl()));
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        PatientId patient = new PatientId(
                "PHANTOM-" + DateTimeFormatter.ofPattern("MMddHHmmss").format(now),
                configuration.get(Settings.PATIENT_AUTHORITY));
        Demo.Result result = run(configuration, gateway, patient, now);
        console.result(result.line());
        if (once) {
            gateway.close();
            return result.ok() ? 0 : 1;
        }
        console.say(
                "The gateway goes on running. " + invitation(configuration, gateway, patient) + " Stop with Ctrl-C.");
        new CountDownLatch(1).await();
        return 0;
    }

    static String invitation(Configuration configuration, Gateway gateway, PatientId patient) {
        return "Look at the study at " + gateway.portalUrl(patient) + " : log in as "
                + configuration.get(AssertionProviderSettings.FIRST_USER) + " with the password in "
                + configuration.get(Settings.DATA).resolve("xua/first-user") + ".";
    }

    private Demo.Result run(Configuration configuration, Gateway gateway, PatientId patient, LocalDateTime now)
            throws Exception {
        Path scratch = Files.createTempDirectory("xdsi-demo");
        try (GatewayClient client = new GatewayClient(
                gateway.addresses().portal().toString(),
                gateway.addresses().ihePlain().toString(),
                new LogInOptions().credentials(configuration))) {
            PhantomStudy.usual(patient.id(), now).write(scratch.resolve("sent"), UUID::randomUUID);
            OwnGateway own = new OwnGateway(configuration, gateway, client);
            own.register(patient);
            return new Demo(own, console::say).run(scratch.resolve("sent"), patient, scratch.resolve("fetched"));
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
