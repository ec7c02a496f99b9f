package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.coded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.SignatureRecipe;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import dev.xdsi.soap.xua.XuaAttribute;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls, for whom and what for, is known to the endpoint's method from the assertion in the message (ITI TF-2: 3.40.4.1). */
class KnownCallerTest extends XuaTest {
    private static final String ACT_REASON = "2.16.840.1.113883.5.8";

    private Caller.User user(AssertionDraft draft) throws IOException {
        Caller caller = endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(draft.signed()));
        assertThat(caller.user()).isNotNull();
        return caller.user();
    }

    private static String xml(Caller caller) {
        return Objects.requireNonNull(caller.assertion()).xml();
    }

    @Test
    void s01EverythingThatIsSaidOfAUserIsKnown() throws IOException {
        Caller.User user = user(draft().nameId("<saml2:NameID SPProvidedID=\"jd\">jdoe</saml2:NameID>")
                .with(attribute(XuaAttribute.ORGANIZATION, "General Hospital"))
                .with(attribute(XuaAttribute.ORGANIZATION_ID, "urn:oid:1.2.3.9"))
                .with(attribute(XuaAttribute.HOME_COMMUNITY_ID, "urn:oid:1.2.3"))
                .with(attribute(XuaAttribute.NPI, "1234567"))
                .with(attribute(
                        XuaAttribute.PROVIDER_IDENTIFIER,
                        "<id xmlns=\"urn:hl7-org:v3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:type=\"II\" root=\"1.2.40\" extension=\"77\" displayable=\"false\"/>"))
                .with(attribute(XuaAttribute.ROLE, coded("Role", "221", "2.16.840.1.113883.2.9", "Physician")))
                .with(attribute(
                        XuaAttribute.PURPOSE_OF_USE, coded("PurposeOfUse", "BTG", ACT_REASON, "break the glass")))
                .with(attribute(XuaAttribute.CONSENT_DOCUMENT, "urn:oid:1.2.3.4.99"))
                .with(attribute(XuaAttribute.POLICY, "urn:oid:1.2.3.4.88"))
                .with(attribute(XuaAttribute.PATIENT_ID, "4711^^^&amp;1.2.3.4&amp;ISO"))
                .with(attribute(XuaAttribute.EMERGENCY_REASON, "unconscious")));

        assertThat(user.identity()).isEqualTo(new Caller.Identity("jdoe", AssertionForge.ISSUER, "Jane Doe", "jd"));
        assertThat(user.auditName()).isEqualTo("jd<jdoe@" + AssertionForge.ISSUER + ">");
        Caller.Affiliation affiliation = user.affiliation();
        assertThat(affiliation.organization()).isEqualTo("General Hospital");
        assertThat(affiliation.organizationId()).isEqualTo("urn:oid:1.2.3.9");
        assertThat(affiliation.homeCommunityId()).isEqualTo("urn:oid:1.2.3");
        assertThat(affiliation.providerIdentifier()).isEqualTo("77^^^&1.2.40&ISO");
        assertThat(affiliation.roles()).containsExactly(Code.of("221", "2.16.840.1.113883.2.9", "Physician"));
        Caller.Intent intent = user.intent();
        assertThat(intent.purposesOfUse()).containsExactly(Code.of("BTG", ACT_REASON, "break the glass"));
        assertThat(intent.emergencyReason()).isEqualTo("unconscious");
        assertThat(intent.patientId()).isEqualTo(new PatientId("4711", new Oid("1.2.3.4")));
        assertThat(intent.consentDocuments()).containsExactly("urn:oid:1.2.3.4.99");
        assertThat(intent.policies()).containsExactly("urn:oid:1.2.3.4.88");
    }

    @Test
    void theLeastThatMustBeSaidIsEnough() throws IOException {
        Caller.User user = user(
                draft().edit(xml -> xml.replaceAll("<saml2:AttributeStatement>.*</saml2:AttributeStatement>", "")));

        assertThat(user.identity()).isEqualTo(new Caller.Identity("jdoe", AssertionForge.ISSUER, "jdoe", null));
        assertThat(user.affiliation()).isEqualTo(Caller.Affiliation.UNKNOWN);
        assertThat(user.intent()).isEqualTo(Caller.Intent.NONE);
    }

    @Test
    void theAssertionIsKeptAsItWasSignedToBePassedOn() throws IOException {
        Caller caller = endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(draft().signed()));
        Caller again = endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(xml(caller)));

        assertThat(again.user()).isEqualTo(caller.user());
        assertThat(again.assertion()).isEqualTo(caller.assertion());
    }

    @Test
    void namespacesMayBeDeclaredAroundTheAssertion() throws IOException {
        String signed = draft().signed();
        String declaration = " xmlns:saml2=\"" + AssertionDraft.SAML + "\"";
        String outside = XuaEndpoint.withAssertion(signed.replaceFirst(declaration, ""))
                .replace("<s:Security", "<s:Security" + declaration);

        Caller caller = endpoint.accepted(endpoint.plain(), outside);

        assertThat(endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(xml(caller)))
                        .user())
                .isEqualTo(caller.user());
    }

    @Test
    void s48RolesAndPurposesMayRepeatAsAttributesAsValuesAndAsStatements() throws IOException {
        Caller.User user = user(draft().with(attribute(
                        XuaAttribute.ROLE, coded("Role", "1", "1.2", "one"), coded("Role", "2", "1.2", "two")))
                .with(attribute(XuaAttribute.ROLE, coded("Role", "3", "1.2", "three")))
                .with("</saml2:AttributeStatement><saml2:AttributeStatement>")
                .with(attribute(XuaAttribute.PURPOSE_OF_USE, coded("PurposeOfUse", "TREAT", ACT_REASON, "treatment")))
                .with(attribute(XuaAttribute.PURPOSE_OF_USE, coded("PurposeForUse", "PAYMENT", "2.16", "payment"))));

        assertThat(user.affiliation().roles()).extracting(Code::code).containsExactly("1", "2", "3");
        assertThat(user.intent().purposesOfUse()).extracting(Code::code).containsExactly("TREAT", "PAYMENT");
    }

    @Test
    void s49CodesThatNobodyHereKnowsAreKeptAsTheyAre() throws IOException {
        assertThat(user(draft().with(attribute(XuaAttribute.ROLE, coded("Role", "nobody", "9.9.9", ""))))
                        .affiliation()
                        .roles())
                .containsExactly(new Code("nobody", "9.9.9", null));
    }

    @Test
    void gazelleSecondAuthnContextIsAccepted() throws IOException {
        String statement =
                AssertionDraft.authentication(now, "<saml2:AuthnContextClassRef>urn:a</saml2:AuthnContextClassRef>");
        String other =
                AssertionDraft.authentication(now, "<saml2:AuthnContextDeclRef>urn:b</saml2:AuthnContextDeclRef>");
        String context = "<saml2:AuthnContext><saml2:AuthnContextClassRef>urn:c</saml2:AuthnContextClassRef>"
                + "</saml2:AuthnContext></saml2:AuthnStatement>";
        assertThat(user(draft().authentication(statement + other))).isNotNull();
        assertThat(user(draft().authentication(statement.replace("</saml2:AuthnStatement>", context))))
                .isNotNull();
    }

    @Test
    void gazelleAssertionsWithAuthzConsentAreAccepted() throws IOException {
        assertThat(user(draft().with(attribute(XuaAttribute.CONSENT_DOCUMENT, "urn:oid:1.2.3.4"))
                                .with(attribute(XuaAttribute.POLICY, "urn:oid:1.2.3.5", "urn:oid:1.2.3.6")))
                        .intent()
                        .policies())
                .containsExactly("urn:oid:1.2.3.5", "urn:oid:1.2.3.6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
            })
    void signaturesOfToday(String method) throws IOException {
        assertThat(user(draft().signature(
                                SignatureRecipe.GOOD.method(method).digest("http://www.w3.org/2001/04/xmlenc#sha512"))))
                .isNotNull();
    }

    @Test
    void ellipticCurves() throws IOException {
        AssertionForge ec = AssertionForge.ec("urn:ec", "secp256r1");
        endpoint.issuers.reload(ec.trust());
        try {
            assertThat(user(ec.draft(now)
                            .signature(SignatureRecipe.GOOD.method(
                                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"))))
                    .extracting(user -> user.identity().issuer())
                    .isEqualTo("urn:ec");
        } finally {
            endpoint.issuers.reload(forge.trust());
        }
    }

    @Test
    void s02WhereAUserIsRequiredNoneIsRefusedAndWhereNotItIsNot() throws IOException {
        Caller caller = endpoint.accepted(endpoint.plain(), Wire.retrieve());
        assertThat(caller).isEqualTo(new Caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null), null));

        endpoint.refused(endpoint.tls("partner"), Wire.retrieve(), Refusal.ABSENT);
        endpoint.refused(endpoint.tls("partner"), XuaEndpoint.withAssertion(""), Refusal.ABSENT);
    }

    @Test
    void overTlsTheNodeIsKnownBesideTheUser() throws IOException {
        Caller caller = endpoint.accepted(endpoint.tls("partner"), XuaEndpoint.withAssertion(draft().signed()));

        assertThat(caller.node().certificateSubject()).isEqualTo("CN=partner,O=Demonstration");
        assertThat(caller.user()).extracting(user -> user.identity().id()).isEqualTo("jdoe");
    }

    @Test
    void whereAssertionsAreNotLookedAtTheyChangeNothing(@TempDir Path folder) throws IOException {
        try (XuaEndpoint blind = new XuaEndpoint(folder, Demand.OFF, Demand.OFF)) {
            assertThat(blind.accepted(blind.plain(), XuaEndpoint.withAssertion("<not/>"))
                            .user())
                    .isNull();
        }
    }
}
