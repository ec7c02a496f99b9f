package dev.xdsi.gateway;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.audit.AssertionFailures;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.gateway.xua.Demands;
import dev.xdsi.gateway.xua.IssuersFile;
import dev.xdsi.imaging.identity.UserIdentities;
import dev.xdsi.soap.server.BearerCallers;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.soap.tls.Pem;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.soap.xua.XServiceProvider;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the endpoints of a process learn for which user they are called, and what they demand (ITI TF-1: 13, ITI TF-2: 3.40). */
final class KnownCallers {
    private static final int REMEMBERED = 100_000;
    private static final int LONGEST_NAME = 100;

    private final Configuration configuration;
    private final Addresses addresses;
    private final Path data;
    private final AssertionFailures failures;
    private final AssertionVerifier verifier;
    private final TrustedIssuers issuers = new TrustedIssuers(Map.of());
    private Map<String, TrustedIssuer> fromFile = Map.of();
    private final Map<String, TrustedIssuer> own = new HashMap<>();
    private @Nullable XAssertionProvider provider;

    KnownCallers(Configuration configuration, Addresses addresses, Platform platform) throws IOException {
        this.configuration = configuration;
        this.addresses = addresses;
        this.data = platform.data();
        this.failures = new AssertionFailures(platform.audit(), Clock.systemUTC());
        this.verifier = new AssertionVerifier(
                issuers,
                new VerificationPolicy(
                        audiences(configuration),
                        Stream.of(addresses.publicBase(), addresses.ihePlain(), addresses.iheTls())
                                .map(URI::toString)
                                .collect(Collectors.toSet()),
                        configuration.get(XuaSettings.XUA_MAX_LIFETIME),
                        configuration.get(XuaSettings.XUA_CLOCK_SKEW)),
                new SeenAssertions(
                        REMEMBERED,
                        certificate ->
                                certificate.equals(platform.tls().identity().certificate())),
                Clock.systemUTC());
        String file = configuration.get(XuaSettings.XUA_TRUSTED_ISSUERS);
        if (!file.isEmpty()) {
            platform.files().follow("trusted issuers", () -> read(Path.of(file)));
        }
    }

    /** The URIs by which assertions mean this gateway. */
    static Set<String> audiences(Configuration configuration) {
        List<String> named = configuration.get(XuaSettings.XUA_AUDIENCES);
        return named.isEmpty()
                ? Set.of(configuration.get(Settings.HOME_COMMUNITY_ID).urn())
                : Set.copyOf(named);
    }

    private List<Path> read(Path file) throws IOException {
        IssuersFile.Content content = new IssuersFile(file).read();
        believe(content.issuers(), Map.of());
        return content.files();
    }

    /** Believes the X-Assertion Provider of this process too, once it has its key. */
    void believeOurs() throws IOException {
        if (configuration.get(Settings.ACTORS).contains(Settings.ASSERTION_PROVIDER)) {
            Path certificate = Accounts.certificate(configuration, data);
            believe(
                    fromFile,
                    Map.of(
                            configuration.get(AssertionProviderSettings.ASSERTION_ISSUER),
                            new TrustedIssuer(
                                    List.of(Pem.readCertificates(certificate).getFirst()),
                                    Set.of(configuration
                                            .get(Settings.HOME_COMMUNITY_ID)
                                            .urn()))));
        }
    }

    private synchronized void believe(Map<String, TrustedIssuer> inFile, Map<String, TrustedIssuer> ofOurs) {
        Map<String, TrustedIssuer> all = new HashMap<>(own);
        all.putAll(ofOurs);
        inFile.forEach((name, issuer) -> all.merge(name, issuer, KnownCallers::together));
        issuers.reload(all);
        own.putAll(ofOurs);
        fromFile = inFile;
    }

    /** One issuer that both this process and the file name: while a key follows another, and only for users of ours. */
    private static TrustedIssuer together(TrustedIssuer ours, TrustedIssuer inFile) {
        return new TrustedIssuer(
                Stream.concat(ours.certificates().stream(), inFile.certificates().stream())
                        .toList(),
                Stream.concat(ours.homeCommunityIds().stream(), inFile.homeCommunityIds().stream())
                        .collect(Collectors.toSet()));
    }

    /** What the SOAP endpoint at this path demands. */
    XServiceProvider at(String path) {
        Demands exceptions = configuration.get(XuaSettings.XUA_ENDPOINTS);
        return new XServiceProvider(
                exceptions.at(path, "plain", configuration.get(XuaSettings.XUA_PLAIN)),
                exceptions.at(path, "tls", configuration.get(XuaSettings.XUA_TLS)),
                verifier,
                this::refused);
    }

    /** The callers of what is served at this path without SOAP. */
    Callers over(String path) {
        return new BearerCallers(at(path));
    }

    /** Lets local users prove themselves by their passwords where there is no header for an assertion. */
    void authenticateBy(XAssertionProvider ours) {
        provider = ours;
    }

    /** The users of associations. */
    UserIdentities overDimse() {
        return new DimseUsers(verifier, Optional.ofNullable(provider), failures::refused, Clock.systemUTC());
    }

    private void refused(Caller.Node node, String path, Verdict.Refused verdict) {
        failures.refused(node, addresses.endpoint(path), reason(verdict), claimed(verdict));
    }

    /** Why, for the audit trail. */
    static String reason(Verdict.Refused verdict) {
        return verdict.reason() + ": " + verdict.reason().advice();
    }

    /** Whom an assertion names as its issuer, for the log alone. */
    static String claimed(Verdict.Refused verdict) {
        String issuer = verdict.claimedIssuer();
        if (issuer == null) {
            return "";
        }
        String printable = issuer.replaceAll("[^ -~]", "?");
        return " (claimed issuer: "
                + (printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable) + ")";
    }
}
