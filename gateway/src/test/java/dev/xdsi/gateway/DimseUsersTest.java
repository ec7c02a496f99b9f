package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.issue.IssuePolicy;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.InMemoryUserStore;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.imaging.identity.UserIdentities.Answer;
import dev.xdsi.imaging.identity.UserIdentities.Presented;
import dev.xdsi.imaging.partner.ProvenUser;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user of an association is who the log-in, or the issuer of an assertion, says. */
@SuppressWarnings("NullAway.Init") // JUnit and start() fill the fields in
class DimseUsersTest {
    private static final String PASSCODE = "correct horse battery";
    private static final Presented PRESENTED = new Presented(
            new Caller.Node("192.0.2.7", "WARD", "CN=ward"), null, URI.create("dicom-tls://0.0.0.0:2762"));

    private final Instant now = Instant.now();
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final List<String> refused = new ArrayList<>();
    private AssertionVerifier verifier;
    private Duration lifetime = Duration.ofMinutes(5);
    private NodeIdentity signer;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = InstantSource.fixed(now);
        signer = new DemoCertificates(folder, clock, new SecureRandom()).signer("provider");
        verifier = new AssertionVerifier(
                new TrustedIssuers(Map.of("https://idp", TrustedIssuer.of(signer.certificate()))),
                new VerificationPolicy(Set.of("urn:oid:1.2.3"), Set.of(), Duration.ofHours(4), Duration.ZERO),
                new SeenAssertions(10, certificate -> false),
                clock);
    }

    private DimseUsers users(Optional<XAssertionProvider> provider) {
        return new DimseUsers(
                verifier,
                provider,
                (node, endpoint, reason, forTheLog) -> refused.add(node.userId() + " at " + endpoint + ": " + reason),
                InstantSource.fixed(now));
    }

    private DimseUsers users() {
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                InstantSource.fixed(now),
                60_000);
        UserStore store = new InMemoryUserStore();
        XAssertionProvider provider = new XAssertionProvider(
                new XAssertionProvider.Configuration(
                        URI.create("https://provider.example/sts"),
                        new SigningKey(signer.key(), signer.certificate()),
                        new IssuePolicy(
                                "https://idp",
                                "urn:oid:1.2.3",
                                new IssuePolicy.Audiences(List.of("urn:oid:1.2.3"), Set.of()),
                                lifetime,
                                Set.of()),
                        new LockOut(2, Duration.ofMinutes(15)),
                        new Argon2id.Cost(64, 1, 1)),
                store,
                audit,
                new XAssertionProvider.Surroundings(InstantSource.fixed(now), UUID::randomUUID, new SecureRandom()));
        store.add(
                new LocalUser(
                        "ada",
                        new LocalUser.Person("Ada", null, null, null),
                        List.of(),
                        new LocalUser.Rights(List.of(), false, false),
                        true),
                provider.argon2id().hash(PASSCODE));
        return users(Optional.of(provider));
    }

    private List<String> records() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    private static ProvenUser proven(Answer answer) {
        return ((Answer.Proven) answer).user();
    }

    @Test
    void aPasscodeIsALogInWithItsAssertion() {
        DimseUsers users = users();
        ProvenUser ada = proven(users.byPasscode("ada", PASSCODE, PRESENTED));

        assertThat(ada.user().identity().id()).isEqualTo("ada");
        assertThat(ada.until()).isBetween(now.plus(lifetime).minusSeconds(1), now.plus(lifetime));
        assertThat(records())
                .singleElement()
                .asString()
                .contains("csd-code=\"110122\"", "UserID=\"WARD\"", "192.0.2.7", "EventOutcomeIndicator=\"0\"");
        assertThat(proven(users.byAssertion(ada.assertion().xml(), PRESENTED)).user())
                .as("what it was issued is believed, and passed on")
                .isEqualTo(ada.user());
    }

    @Test
    void wrongPasscodesAreCountedAndOnRecord() {
        DimseUsers users = users();
        for (String wrong : List.of("guess", "another guess", PASSCODE)) {
            assertThat(users.byPasscode("ada", wrong, PRESENTED)).isEqualTo(new Answer.Refused());
        }
        assertThat(records())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record)
                        .contains("csd-code=\"110114\"", "&lt;ada@", "UserID=\"WARD\"")
                        .doesNotContain("guess", PASSCODE));
        assertThat(records().getLast()).contains("account locked", "EventOutcomeIndicator=\"8\"");
        assertThat(refused).as("once is enough").isEmpty();
    }

    @Test
    void noProofHoldsForLongerThanAQuarterOfAnHour() {
        lifetime = Duration.ofHours(2);
        assertThat(proven(users().byPasscode("ada", PASSCODE, PRESENTED)).until())
                .isEqualTo(now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void anAssertionThatIsNotBelievedIsRecordedWithItsReason() {
        assertThat(users().byAssertion("<Assertion/>", PRESENTED)).isEqualTo(new Answer.Refused());
        assertThat(refused).singleElement().asString().startsWith("WARD at dicom-tls://0.0.0.0:2762: NOT_SAML_2");
    }

    @Test
    void withoutAProviderNobodyKnowsPasscodes() {
        assertThat(users(Optional.empty()).byPasscode("ada", PASSCODE, PRESENTED))
                .isEqualTo(new Answer.Unsupported());
    }
}
