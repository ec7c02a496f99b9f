package dev.xdsi.assertion.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.issue.TokenClaims.About;
import dev.xdsi.assertion.issue.TokenResponse.Issued;
import dev.xdsi.assertion.issue.TokenResponse.Reason;
import dev.xdsi.assertion.issue.TokenResponse.Refused;
import dev.xdsi.assertion.saml.AssertionIssuer;
import dev.xdsi.assertion.saml.ReadAssertion;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.saml.TestKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.Authentication;
import dev.xdsi.assertion.user.InMemoryUserStore;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.assertion.user.Users;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestSecurityTokenTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00.123456Z");
    private static final Instant ISSUED = Instant.parse("2026-05-04T12:00:00.123Z");
    private static final Caller PORTAL = Caller.self("portal");
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));
    private static final String REASON = "unconscious";
    private static final URI PARTNER = URI.create("https://partner.example/xua");
    private static final IssuePolicy POLICY = new IssuePolicy(
            "urn:oid:1.2.3.5",
            "urn:oid:1.2.3.6",
            new IssuePolicy.Audiences(List.of("urn:oid:1.2.3.6"), Set.of(PARTNER)),
            Duration.ofMinutes(15),
            Set.of(Users.EMERGENCY.coded()));

    @TempDir
    private static Path folder;

    private static SigningKey key;

    private final Argon2id argon2id = new Argon2id(new Argon2id.Cost(64, 1, 1), new SecureRandom());
    private final UserStore users = new InMemoryUserStore();
    private RequestSecurityToken provider;

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestKey.make(folder);
    }

    @BeforeEach
    void addUsers() {
        provider = new RequestSecurityToken(
                new Authentication(users, argon2id, LockOut.DEFAULT, () -> NOW),
                users,
                new AssertionIssuer(key, UUID::randomUUID),
                POLICY,
                () -> NOW);
        users.add(Users.ada(), argon2id.hash("ada's"));
        users.add(Users.bob(), argon2id.hash("bob's"));
    }

    private TokenResponse ask(String user, String password, TokenClaims claims) {
        return provider.perform(new TokenRequest(new TokenRequest.Password(user, password), claims), PORTAL);
    }

    private Issued issued(TokenClaims claims) {
        return (Issued) ask("ada", "ada's", claims);
    }

    private static TokenClaims claims(
            List<Code> purposes, About about, @Nullable URI appliesTo, @Nullable Duration lifetime) {
        return new TokenClaims(purposes, List.of(), about, appliesTo, lifetime);
    }

    @Test
    void theAssertionSaysWhoTheUserIs() throws Exception {
        Issued issued = issued(TokenClaims.NONE);

        assertThat(issued.account()).isEqualTo(Users.ada());
        assertThat(issued.user().auditName()).isEqualTo("<ada@urn:oid:1.2.3.5>");
        assertThat(issued.user().affiliation())
                .isEqualTo(new Caller.Affiliation(
                        "St. Mary's",
                        "urn:oid:1.2.3.4",
                        "urn:oid:1.2.3.6",
                        "4711^^^&1.2.3.9&ISO",
                        List.of(Users.PHYSICIAN, Users.RADIOLOGIST)));
        ReadAssertion read = ReadAssertion.of(issued.assertion());
        assertThat(read.text("//saml:NameID")).isEqualTo("ada");
        assertThat(read.texts("//saml:Audience")).containsExactly("urn:oid:1.2.3.6");
        assertThat(read.text("//saml:Conditions/@NotBefore")).isEqualTo(ISSUED.toString());
        assertThat(read.text("//saml:Conditions/@NotOnOrAfter"))
                .isEqualTo(ISSUED.plusSeconds(900).toString());
    }

    @Test
    void theUsualPurposeIsTheFirstThatIsNoEmergency() {
        assertThat(issued(TokenClaims.NONE).user().intent().purposesOfUse()).containsExactly(Users.TREATMENT);
        assertThat(issued(TokenClaims.of(Users.RESEARCH)).user().intent().purposesOfUse())
                .containsExactly(Users.RESEARCH);
    }

    @Test
    void displayNamesAreTheProvidersOwn() {
        Code renamed = Code.of(Users.TREATMENT.code(), Users.TREATMENT.codingScheme(), "God mode");

        assertThat(issued(TokenClaims.of(renamed)).user().intent().purposesOfUse())
                .containsExactly(Users.TREATMENT);
    }

    @Test
    void aUserMayActInOneOfHisRolesButInNoOther() {
        TokenClaims one = new TokenClaims(List.of(), List.of(Users.RADIOLOGIST), About.NOBODY, null, null);

        assertThat(issued(one).user().affiliation().roles()).containsExactly(Users.RADIOLOGIST);
        assertThat(ask("bob", "bob's", one)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.REQUEST_FAILED);
            assertThat(refused.sentence()).contains("role", Users.RADIOLOGIST.coded());
        });
    }

    @Test
    void whateverIsWrongWithALogInTheAnswerIsTheSame() {
        TokenResponse wrong = ask("bob", "wrong", TokenClaims.NONE);
        TokenResponse unknown = ask("nobody", "wrong", TokenClaims.NONE);
        users.enable("bob", false);
        TokenResponse disabled = ask("bob", "bob's", TokenClaims.NONE);
        for (int i = 0; i < 5; i++) {
            ask("ada", "wrong", TokenClaims.NONE);
        }
        TokenResponse locked = ask("ada", "ada's", TokenClaims.NONE);

        for (TokenResponse response : List.of(wrong, unknown, disabled, locked)) {
            assertThat(response)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.sentence())
                                    .isEqualTo("User name or password is wrong, or the account is locked. After 5 wrong"
                                            + " passwords an account is locked for 15 minutes; an administrator"
                                            + " can unlock it."));
        }
        assertThat(((Refused) locked).forTheTrail()).isEqualTo("account locked");
        assertThat(((Refused) unknown).forTheTrail()).isEqualTo("unknown user");
    }

    @Test
    void anEmergencyIsOnePatientsAndHasAReason() throws Exception {
        Issued emergency = issued(TokenClaims.emergency(Users.EMERGENCY, MARY, REASON));

        assertThat(emergency.user().intent())
                .isEqualTo(new Caller.Intent(List.of(Users.EMERGENCY), REASON, MARY, List.of(), List.of()));
        assertThat(ReadAssertion.of(emergency.assertion()).attribute("urn:dev:xdsi:emergency-reason"))
                .containsExactly(REASON);
        List<Code> purpose = List.of(Users.EMERGENCY);
        assertRefused(claims(purpose, new About(null, REASON), null, null), "patient");
        assertRefused(claims(purpose, new About(MARY, null), null, null), "reason");
        assertRefused(claims(purpose, new About(MARY, " "), null, null), "reason");
        assertRefused(claims(purpose, new About(MARY, "a\nb"), null, null), "reason");
        assertRefused(claims(purpose, new About(MARY, "x".repeat(501)), null, null), "reason");
        assertRefused(claims(List.of(Users.TREATMENT), new About(MARY, REASON), null, null), "emergency");
        assertRefused(claims(List.of(), new About(MARY, REASON), null, null), "emergency");
    }

    @Test
    void whoMayNotBreakTheGlassCannotStateAnEmergency() {
        assertThat(ask("bob", "bob's", TokenClaims.emergency(Users.EMERGENCY, MARY, REASON)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.sentence()).contains("may not state an emergency"));
    }

    @Test
    void aPurposeThatIsNotTheUsersIsRefused() {
        assertRefused(TokenClaims.of(new Code("SYSADMIN", "2.16.840.1.113883.3.18.7.1", null)), "SYSADMIN");
    }

    @Test
    void appliesToAddsAnAudienceThatIsAllowed() throws Exception {
        Issued issued = issued(claims(List.of(), About.NOBODY, PARTNER, null));

        assertThat(ReadAssertion.of(issued.assertion()).texts("//saml:Audience"))
                .containsExactly("urn:oid:1.2.3.6", PARTNER.toString());
        assertRefused(claims(List.of(), About.NOBODY, URI.create(PARTNER + "/x"), null), "AppliesTo");
    }

    @Test
    void aShorterLifeIsGrantedALongerIsNot() {
        assertThat(issued(claims(List.of(), About.NOBODY, null, Duration.ofMinutes(1)))
                        .validity()
                        .notOnOrAfter())
                .isEqualTo(ISSUED.plusSeconds(60));
        assertThat(issued(claims(List.of(), About.NOBODY, null, Duration.ofDays(1)))
                        .validity()
                        .notOnOrAfter())
                .isEqualTo(ISSUED.plusSeconds(900));
        assertRefused(claims(List.of(), About.NOBODY, null, Duration.ZERO), "lifetime");
    }

    @Test
    void aLogInIsGoodForRenewalsUntilTheUserIsDisabled() {
        TokenRequest renewal = new TokenRequest(
                new TokenRequest.LoggedIn("ada", ISSUED.minusSeconds(3600)), TokenClaims.of(Users.TREATMENT));

        Issued renewed = (Issued) provider.perform(renewal, PORTAL);
        assertThat(renewed.validity().authenticated()).isEqualTo(ISSUED.minusSeconds(3600));
        assertThat(renewed.validity().issued()).isEqualTo(ISSUED);
        users.enable("ada", false);
        assertThat(provider.perform(renewal, PORTAL)).isInstanceOf(Refused.class);
    }

    private void assertRefused(TokenClaims claims, String word) {
        assertThat(ask("ada", "ada's", claims))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.sentence()).contains(word));
    }
}
