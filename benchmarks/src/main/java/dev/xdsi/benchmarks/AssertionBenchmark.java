package dev.xdsi.benchmarks;

import dev.xdsi.assertion.saml.AssertionIssuer;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.saml.Validity;
import dev.xdsi.model.Code;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What it costs an endpoint to know its user: assertions of our own provider, RSA of 2048 bits, each verified once. */
final class AssertionBenchmark {
    private static final String ISSUER = "urn:bench";
    private static final String AUDIENCE = "urn:oid:1.2.3";
    private static final int WARMING = 3_000;
    private static final int MEASURED = 3_000;
    private static final double MICROS = 1e3;
    private static final double MILLIS = 1e6;

    private final Path work;
    private final Benchmarks.Report report;

    AssertionBenchmark(Path work, Benchmarks.Report report) {
        this.work = work;
        this.report = report;
    }

    void measure() throws IOException {
        NodeIdentity signer =
                new DemoCertificates(work.resolve("xua"), Clock.systemUTC(), new SecureRandom()).signer("bench");
        List<Caller.Assertion> assertions = issue(new SigningKey(signer.key(), signer.certificate()));
        long begun = System.nanoTime();
        AssertionVerifier verifier = new AssertionVerifier(
                new TrustedIssuers(Map.of(ISSUER, TrustedIssuer.of(signer.certificate()))),
                new VerificationPolicy(Set.of(AUDIENCE), Set.of(), Duration.ofHours(1), Duration.ofMinutes(3)),
                new SeenAssertions(WARMING + MEASURED + 1, certificate -> false),
                Clock.systemUTC());
        verify(verifier, assertions.getFirst());
        report.row("verify an assertion, the first of a process", (System.nanoTime() - begun) / MILLIS, "ms");
        assertions.subList(1, WARMING).forEach(assertion -> verify(verifier, assertion));
        long[] took = assertions.subList(WARMING, WARMING + MEASURED).stream()
                .mapToLong(assertion -> verify(verifier, assertion))
                .toArray();
        Arrays.sort(took);
        report.row("verify an assertion, warm, p50", took[took.length / 2] / MICROS, "µs");
        report.row("verify an assertion, warm, p99", took[took.length * 99 / 100] / MICROS, "µs");
    }

    private static List<Caller.Assertion> issue(SigningKey key) {
        AssertionIssuer issuer = new AssertionIssuer(key, UUID::randomUUID);
        Instant now = Instant.now();
        Validity validity = new Validity(now, now, now.plus(Duration.ofMinutes(30)));
        Caller.User user = new Caller.User(
                new Caller.Identity("jdoe", ISSUER, "Jane Doe", null),
                new Caller.Affiliation(
                        "General Hospital",
                        "urn:oid:1.2.3.4",
                        AUDIENCE,
                        null,
                        List.of(Code.of("221", "2.16.840.1.113883.2.9", "Physician"))),
                new Caller.Intent(
                        List.of(Code.of("TREAT", "2.16.840.1.113883.5.8", "treatment")),
                        null,
                        null,
                        List.of(),
                        List.of()));
        List<Caller.Assertion> assertions = new ArrayList<>();
        for (int i = 0; i < WARMING + MEASURED; i++) {
            assertions.add(issuer.issue(user, validity, List.of(AUDIENCE)));
        }
        return assertions;
    }

    private static long verify(AssertionVerifier verifier, Caller.Assertion assertion) {
        long begun = System.nanoTime();
        Verdict verdict = verifier.verify(assertion.xml(), Presenter.UNKNOWN);
        long took = System.nanoTime() - begun;
        if (verdict instanceof Verdict.Refused refused) {
            throw new IllegalStateException("refused: " + refused.reason());
        }
        return took;
    }
}
