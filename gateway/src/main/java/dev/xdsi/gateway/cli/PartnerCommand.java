package dev.xdsi.gateway.cli;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.partners.PartnerCheck;
import dev.xdsi.gateway.partners.PartnerCheck.Checked;
import dev.xdsi.gateway.partners.Step;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.NodeTls;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "partner",
        description = "The communities that this one asks.",
        subcommands = {PartnerCommand.Show.class, PartnerCommand.Check.class, PartnerCommand.Example.class},
        mixinStandardHelpOptions = true)
final class PartnerCommand {

    /** Those of the partners file, or the one that is named. */
    private static List<RemoteCommunity> partners(Configuration configuration, @Nullable String name) throws Exception {
        List<RemoteCommunity> all = PartnersFile.read(configuration);
        List<RemoteCommunity> chosen = all.stream()
                .filter(one -> name == null
                        || one.name().equals(name)
                        || one.home().urn().endsWith(name))
                .toList();
        if (chosen.isEmpty()) {
            String file = PartnersFile.of(configuration).toString();
            throw new CommandFailed(
                    name == null || all.isEmpty()
                            ? "There are no partners in " + file + ". `./xdsi partner example > " + file
                                    + "` starts one."
                            : "No partner in " + file + " is called " + name + "; there are: "
                                    + String.join(
                                            ", ",
                                            all.stream()
                                                    .map(RemoteCommunity::name)
                                                    .toList()) + ".");
        }
        return chosen;
    }

    @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Configuration configuration = options.configuration();
            console.say("we are " + configuration.get(Settings.HOME_COMMUNITY_ID));
            for (RemoteCommunity partner : partners(configuration, null)) {
                console.result("%-24s  %s  %s"
                        .formatted(
                                partner.name(),
                                partner.home(),
                                partner.addresses().query()));
                partner.imaging().ifPresent(address -> console.result("%-24s  imaging %s".formatted("", address)));
                partner.patientDiscovery()
                        .ifPresent(address -> console.result("%-24s  patient discovery %s".formatted("", address)));
            }
            return 0;
        }
    }

    @Command(
            name = "check",
            description = {
                "Tries every address of one partner, or of all: name, port, TLS, description, and a real query that"
                        + " asks for nothing.",
                "Exit code 0 when each can be worked with, 1 when one cannot."
            },
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        private static final ClientTimeouts PATIENCE =
                new ClientTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));

        private final Console console;

        @Mixin
        Options options = new Options();

        @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name or homeCommunityId; all when absent.")
        @Nullable
        String name;

        Check(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Configuration configuration = options.configuration();
            List<RemoteCommunity> partners = partners(configuration, name);
            NodeTls tls = new NodeTls(CertCommand.Show.identity(configuration));
            SoapSettings soap = new SoapSettings(
                    SoapLimits.DEFAULT, Path.of(System.getProperty("java.io.tmpdir")), UUID::randomUUID);
            PartnerCheck check =
                    new PartnerCheck(tls, new SoapClients(soap, tls, PATIENCE), Clock.systemUTC(), UUID::randomUUID);
            boolean well = true;
            for (RemoteCommunity partner : partners) {
                console.result(partner.name() + "  " + partner.home());
                for (Checked checked : check.of(partner)) {
                    well &= checked.isWell();
                    console.result("  " + checked.use() + "  " + checked.address());
                    checked.steps().forEach(step -> console.result(line(step)));
                }
            }
            return well ? 0 : 1;
        }

        private static String line(Step step) {
            String result = switch (step.result()) {
                case OK -> "ok";
                case DOUBT -> "?";
                case FAILED -> "FAILED";
            };
            return "    %-8s %-6s %6d ms  %s".formatted(step.name(), result, step.millis(), step.words());
        }
    }

    @Command(name = "example", description = "Prints a commented partners file.", mixinStandardHelpOptions = true)
    static final class Example implements Callable<Integer> {
        private final Console console;

        Example(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            console.result(PartnersFile.example().stripTrailing());
            return 0;
        }
    }
}
