package dev.xdsi.gateway.user;

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
import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of the portal try is on record, also what comes to nothing. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ProviderLogInTest {
    private static final Code TREATMENT = Code.of("TREATMENT", "2.16.840.1.113883.3.18.7.1", "Treatment");
    private static final String EMERGENCY = "EMERGENCY^^2.16.840.1.113883.3.18.7.1";
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));
    private static final Caller.Node NODE = new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null);

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private LogIn logIn;
    private LogIn.Proven ada;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        SecureRandom random = new SecureRandom();
        NodeIdentity signer = new DemoCertificates(folder, Clock.systemUTC(), random).signer("provider");
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                Clock.systemUTC(),
                60_000);
        UserStore users = new InMemoryUserStore();
        XAssertionProvider provider = new XAssertionProvider(
                new XAssertionProvider.Configuration(
                        URI.create("https://provider.example/sts"),
                        new SigningKey(signer.key(), signer.certificate()),
                        new IssuePolicy(
                                "https://idp",
                                "urn:oid:1.2.3",
                                new IssuePolicy.Audiences(List.of("urn:oid:1.2.3"), Set.of()),
                                Duration.ofMinutes(15),
                                Set.of(EMERGENCY)),
                        LockOut.DEFAULT,
                        new Argon2id.Cost(64, 1, 1)),
                users,
                audit,
                new XAssertionProvider.Surroundings(Clock.systemUTC(), UUID::randomUUID, random));
        users.add(
                new LocalUser(
                        "ada",
                        new LocalUser.Person("Ada", null, null, null),
                        List.of(),
                        new LocalUser.Rights(List.of(TREATMENT), false, false),
                        true),
                provider.argon2id().hash("correct horse battery"));
        logIn = new ProviderLogIn(
                provider, Set.of(EMERGENCY), audit, URI.create("http://127.0.0.1:8080"), Clock.systemUTC());
        ada = (LogIn.Proven) logIn.byPassword("ada", "correct horse battery", NODE);
    }

    private List<String> records() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whoMayStateNoEmergencyAndTriesIsOnRecord() {
        assertThat(logIn.emergency(ada, MARY, "curious", NODE))
                .isEqualTo(new LogIn.Refused("You may not state an emergency."));

        assertThat(records())
                .hasSize(2)
                .last()
                .asString()
                .contains("csd-code=\"110122\"", "EventOutcomeIndicator=\"4\"", "claims not granted")
                .contains("&lt;ada@https://idp&gt;", "192.0.2.7", "MARY^^^");
    }

    @Test
    void whatWasDeniedAtTheDoorIsOnRecord() {
        logIn.denied(ada, NODE, new LogIn.Asked("GET", "/api/users"), "Only an administrator may do this.");

        assertThat(records())
                .hasSize(2)
                .last()
                .asString()
                .contains("csd-code=\"110132\"", "&lt;ada@https://idp&gt;", "192.0.2.7")
                .contains("http://127.0.0.1:8080/api/users", "Only an administrator may do this.");
    }
}
