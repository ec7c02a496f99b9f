package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cert",
        description = "Certificates of this node and of partners to try things out with.",
        subcommands = {CertCommand.Issue.class, CertCommand.Show.class},
        mixinStandardHelpOptions = true)
final class CertCommand {

    /** The authority and its nodes, in the data folder unless told otherwise. */
    private static DemoCertificates demo(Configuration configuration, @Nullable Path folder) {
        Path place = folder == null ? configuration.get(Settings.DATA).resolve("tls") : folder;
        return new DemoCertificates(place, Clock.systemUTC(), new SecureRandom());
    }

    @Command(
            name = "issue",
            description = {
                "Makes a key and a certificate for a node, by the demonstration authority, which is made first if need"
                        + " be. What exists already is not made again.",
                "For trying things out: real partners have a real authority."
            },
            mixinStandardHelpOptions = true)
    static final class Issue implements Callable<Integer> {
        private final Console console;

        @Mixin
        Options options = new Options();

        @Parameters(paramLabel = "NAME", description = "Name of the node: letters, digits, - and _.")
        String name = "";

        @Option(
                names = "--host",
                paramLabel = "NAME|ADDRESS",
                description = "Where the node is reached, besides this machine; may be repeated.")
        List<String> hosts = new ArrayList<>();

        @Option(
                names = "--dir",
                paramLabel = "FOLDER",
                description = "Where authority and nodes are kept (default: tls in the data folder).")
        @Nullable
        Path folder;

        Issue(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            DemoCertificates demo = demo(options.configuration(), folder);
            try {
                NodeIdentity node = demo.node(name, hosts);
                console.say("Node       " + node.certificate().getSubjectX500Principal());
            } catch (IllegalArgumentException | IOException refused) {
                throw new CommandFailed(String.valueOf(refused.getMessage()));
            }
            console.result("tls.key: " + demo.keyFile(name).toAbsolutePath());
            console.result("tls.certificate: " + demo.certificateFile(name).toAbsolutePath());
            console.result("tls.trusted: " + demo.authorityFile().toAbsolutePath());
            return 0;
        }
    }

    @Command(
            name = "show",
            description =
                    "Shows which certificate this node shows, whom it trusts, by which its assertions are verified,"
                            + " and when they end.",
            mixinStandardHelpOptions = true)
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
            NodeIdentity identity = identity(configuration);
            describe("shown", identity.certificate());
            for (X509Certificate trusted : identity.trusted()) {
                describe("trusted", trusted);
            }
            Optional<X509Certificate> signer = signer(configuration);
            if (signer.isPresent()) {
                describe("signs", signer.get());
            }
            return isOver(identity.certificate()) || signer.filter(Show::isOver).isPresent() ? 1 : 0;
        }

        private static boolean isOver(X509Certificate certificate) {
            return !certificate.getNotAfter().toInstant().isAfter(Instant.now(Clock.systemUTC()));
        }

        /** By which assertions are verified; empty where none is named. */
        private static Optional<X509Certificate> signer(Configuration configuration) throws CommandFailed {
            String file = configuration.get(AssertionProviderSettings.ASSERTION_CERTIFICATE);
            try {
                return file.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Pem.readCertificates(Path.of(file)).getFirst());
            } catch (IOException unusable) {
                throw new CommandFailed(String.valueOf(unusable.getMessage()));
            }
        }

        static NodeIdentity identity(Configuration configuration) throws CommandFailed {
            try {
                if (configuration.get(Settings.TLS_KEY).isEmpty()) {
                    return demo(configuration, null).node("gateway");
                }
                return NodeIdentity.ofPem(
                        Path.of(configuration.get(Settings.TLS_KEY)),
                        Path.of(configuration.get(Settings.TLS_CERTIFICATE)),
                        Path.of(configuration.get(Settings.TLS_TRUSTED)));
            } catch (IOException unusable) {
                throw new CommandFailed(String.valueOf(unusable.getMessage()));
            }
        }

        private void describe(String role, X509Certificate certificate) throws CertificateParsingException {
            Instant end = certificate.getNotAfter().toInstant();
            long days = Duration.between(Instant.now(Clock.systemUTC()), end).toDays();
            console.result(String.format("%-8s %s", role, certificate.getSubjectX500Principal()));
            console.result("         by " + certificate.getIssuerX500Principal());
            console.result("         until " + end + (days < 0 ? ", EXPIRED" : ", " + days + " days"));
            if (certificate.getSubjectAlternativeNames() != null) {
                console.result("         for "
                        + certificate.getSubjectAlternativeNames().stream()
                                .map(name -> String.valueOf(name.get(1)))
                                .toList());
            }
        }
    }
}
