package dev.xdsi.assertion.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.xdsi.assertion.user.Users;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.xua.AssertionVerifier;
import dev.xdsi.soap.xua.Presenter;
import dev.xdsi.soap.xua.SeenAssertions;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.TrustedIssuers;
import dev.xdsi.soap.xua.Verdict;
import dev.xdsi.soap.xua.VerificationPolicy;
import dev.xdsi.transaction.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** ITI TF-2: 3.40.4.1.2, element by element. */
class AssertionIssuerTest {
    private static final Instant ISSUED = Instant.parse("2026-05-04T12:00:00.123Z");
    private static final Validity VALIDITY =
            new Validity(ISSUED.minusSeconds(60), ISSUED, Instant.parse("2026-05-04T12:15:00.123Z"));
    private static final Caller.User ADA = new Caller.User(
            new Caller.Identity("ada", "urn:oid:1.2.3.5", "Dr. Ada Müller & <Sons> \"x\" 🩻", "alias"),
            new Caller.Affiliation(
                    "St. Mary's",
                    "urn:oid:1.2.3.4",
                    "urn:oid:1.2.3.6",
                    "4711^^^&1.2.3.9&ISO",
                    List.of(Users.PHYSICIAN, Users.RADIOLOGIST)),
            new Caller.Intent(
                    List.of(Users.EMERGENCY, Users.RESEARCH),
                    "unconscious after an accident",
                    new PatientId("MARY", new Oid("1.2.3")),
                    List.of("urn:oid:1.9.1"),
                    List.of("urn:oid:1.9.2", "urn:oid:1.9.3")));

    @TempDir
    private static Path folder;

    private static SigningKey key;

    @BeforeAll
    static void makeKey() throws Exception {
        key = TestKey.make(folder);
    }

    private static Caller.Assertion issue(Caller.User user) {
        return new AssertionIssuer(key, () -> UUID.fromString("0a0a0a0a-1111-2222-3333-444444444444"))
                .issue(user, VALIDITY, List.of("urn:oid:1.2.3.7", "https://partner.example/xua"));
    }

    @Test
    void subjectConditionsAndAuthenticationAreAsXuaWantsThem() throws Exception {
        ReadAssertion read = ReadAssertion.of(issue(ADA));

        assertThat(read.text("/saml:Assertion/@Version")).isEqualTo("2.0");
        assertThat(read.text("/saml:Assertion/@ID")).isEqualTo("_0a0a0a0a-1111-2222-3333-444444444444");
        assertThat(read.text("/saml:Assertion/@IssueInstant")).isEqualTo("2026-05-04T12:00:00.123Z");
        assertThat(read.text("/saml:Assertion/saml:Issuer")).isEqualTo("urn:oid:1.2.3.5");
        assertThat(read.text("//saml:Subject/saml:NameID")).isEqualTo("ada");
        assertThat(read.text("//saml:NameID/@SPProvidedID")).isEqualTo("alias");
        assertThat(read.text("//saml:SubjectConfirmation/@Method")).isEqualTo("urn:oasis:names:tc:SAML:2.0:cm:bearer");
        assertThat(read.text("//saml:SubjectConfirmationData/@NotOnOrAfter")).isEqualTo("2026-05-04T12:15:00.123Z");
        assertThat(read.text("//saml:Conditions/@NotBefore")).isEqualTo("2026-05-04T12:00:00.123Z");
        assertThat(read.text("//saml:Conditions/@NotOnOrAfter")).isEqualTo("2026-05-04T12:15:00.123Z");
        assertThat(read.texts("//saml:AudienceRestriction")).hasSize(1);
        assertThat(read.texts("//saml:Audience")).containsExactly("urn:oid:1.2.3.7", "https://partner.example/xua");
        assertThat(read.text("//saml:AuthnStatement/@AuthnInstant")).isEqualTo("2026-05-04T11:59:00.123Z");
        assertThat(read.text("//saml:AuthnContext/saml:AuthnContextClassRef"))
                .isEqualTo("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport");
    }

    @Test
    void theAttributesHaveTheirNamesAndForms() throws Exception {
        ReadAssertion read = ReadAssertion.of(issue(ADA));

        assertThat(read.attribute("urn:oasis:names:tc:xspa:1.0:subject:subject-id"))
                .containsExactly("Dr. Ada Müller & <Sons> \"x\" 🩻");
        assertThat(read.attribute("urn:oasis:names:tc:xspa:1.0:subject:organization"))
                .containsExactly("St. Mary's");
        assertThat(read.attribute("urn:oasis:names:tc:xspa:1.0:subject:organization-id"))
                .containsExactly("urn:oid:1.2.3.4");
        assertThat(read.attribute("urn:ihe:iti:xca:2010:homeCommunityId")).containsExactly("urn:oid:1.2.3.6");
        assertThat(read.attribute("urn:oasis:names:tc:xacml:2.0:resource:resource-id"))
                .containsExactly("MARY^^^&1.2.3&ISO");
        assertThat(read.attribute("urn:dev:xdsi:emergency-reason")).containsExactly("unconscious after an accident");
        assertThat(read.attribute("urn:ihe:iti:bppc:2007:docid")).containsExactly("urn:oid:1.9.1");
        assertThat(read.attribute("urn:ihe:iti:xua:2012:acp")).containsExactly("urn:oid:1.9.2", "urn:oid:1.9.3");
        assertThat(read.texts("//saml:AttributeValue/hl7:id[@xsi:type='II']/@root"))
                .containsExactly("1.2.3.9");
        assertThat(read.texts("//saml:AttributeValue/hl7:id/@extension")).containsExactly("4711");
        assertThat(read.texts("//saml:Attribute[@Name='urn:oasis:names:tc:xacml:2.0:subject:role']"
                        + "/saml:AttributeValue/hl7:Role[@xsi:type='CE']/@code"))
                .containsExactly("112247003", "66862007");
        assertThat(read.texts("//hl7:Role/@codeSystem"))
                .containsExactly("2.16.840.1.113883.6.96", "2.16.840.1.113883.6.96");
        assertThat(read.texts("//hl7:Role/@displayName")).containsExactly("Medical doctor", "Radiologist");
        assertThat(read.texts("//saml:Attribute[@Name='urn:oasis:names:tc:xspa:1.0:subject:purposeofuse']"
                        + "/saml:AttributeValue/hl7:PurposeOfUse[@xsi:type='CE']/@code"))
                .containsExactly("EMERGENCY", "RESEARCH");
        assertThat(read.texts("//hl7:PurposeOfUse/@displayName")).containsExactly("Emergency");
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws Exception {
        Caller.User bob = new Caller.User(
                new Caller.Identity("bob", "urn:oid:1.2.3.5", "Bob", null),
                new Caller.Affiliation(null, null, null, "0815", List.of()),
                Caller.Intent.NONE);

        ReadAssertion read = ReadAssertion.of(issue(bob));

        assertThat(read.texts("//saml:Attribute/@Name"))
                .containsExactly(
                        "urn:oasis:names:tc:xspa:1.0:subject:subject-id", "urn:oasis:names:tc:xspa:1.0:subject:npi");
        assertThat(read.texts("//@SPProvidedID")).isEmpty();
    }

    @Test
    void theSignatureIsAsXuaWantsItAndVerifies() throws Exception {
        ReadAssertion read = ReadAssertion.of(issue(ADA));

        assertThat(read.text("name(/saml:Assertion/*[2])")).isEqualTo("ds:Signature");
        assertThat(read.texts("//ds:Reference/@URI")).containsExactly("#_0a0a0a0a-1111-2222-3333-444444444444");
        assertThat(read.texts("//ds:Transform/@Algorithm"))
                .containsExactly(
                        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                        "http://www.w3.org/2001/10/xml-exc-c14n#");
        assertThat(read.text("//ds:CanonicalizationMethod/@Algorithm"))
                .isEqualTo("http://www.w3.org/2001/10/xml-exc-c14n#");
        assertThat(read.text("//ds:SignatureMethod/@Algorithm"))
                .isEqualTo("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        assertThat(read.text("//ds:DigestMethod/@Algorithm")).isEqualTo("http://www.w3.org/2001/04/xmlenc#sha256");
        assertThat(issue(ADA).xml()).doesNotContain("&#13;");
        assertThat(verifies(read)).isTrue();
    }

    @Test
    void theVerifierOfTheEndpointsReadsWhatWasSaid() {
        AssertionVerifier verifier = new AssertionVerifier(
                new TrustedIssuers(Map.of("urn:oid:1.2.3.5", TrustedIssuer.of(key.certificate()))),
                new VerificationPolicy(
                        Set.of("urn:oid:1.2.3.7"), Set.of(), Duration.ofMinutes(15), Duration.ofSeconds(1)),
                new SeenAssertions(10, certificate -> false),
                InstantSource.fixed(ISSUED));

        String other = issue(ADA)
                .xml()
                .replace("<ds:SignatureValue>", "<ds:SignatureValue>&#13;\n")
                .replace("<ds:X509Certificate>MII", "<ds:X509Certificate>&#13;\nMII&#13;\n");
        assertThat(verifier.verify(other, Presenter.UNKNOWN)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verifier.verify(issue(ADA).xml(), Presenter.UNKNOWN))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.user()).isEqualTo(ADA));
    }

    @Test
    void aChangedWordBreaksTheSignature() throws Exception {
        Caller.Assertion changed = new Caller.Assertion(issue(ADA).xml().replace("EMERGENCY", "TREATMENT"));

        assertThat(verifies(ReadAssertion.of(changed))).isFalse();
    }

    /** A verifier of other authors in another language; where it is missing, CI fails and others are told. */
    @Test
    void xmlsec1Agrees() throws Exception {
        boolean installed = Files.isExecutable(Path.of("/usr/bin/xmlsec1"));
        assertThat(installed || !"true".equals(System.getenv("CI")))
                .as("xmlsec1 is missing in CI")
                .isTrue();
        assumeTrue(installed, "missing: xmlsec1");

        assertThat(xmlsec1(issue(ADA).xml())).isZero();
        assertThat(xmlsec1(issue(ADA).xml().replace("EMERGENCY", "TREATMENT"))).isNotZero();
    }

    private static boolean verifies(ReadAssertion read) throws Exception {
        Element assertion = read.document().getDocumentElement();
        assertion.setIdAttribute("ID", true);
        DOMValidateContext context = new DOMValidateContext(
                key.certificate().getPublicKey(),
                assertion
                        .getElementsByTagNameNS(XMLSignature.XMLNS, "Signature")
                        .item(0));
        return XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context);
    }

    private static int xmlsec1(String assertion) throws Exception {
        Path file = Files.writeString(folder.resolve("assertion.xml"), assertion, StandardCharsets.UTF_8);
        Path certificate = Files.writeString(
                folder.resolve("provider.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(key.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Process process = new ProcessBuilder(
                        "/usr/bin/xmlsec1",
                        "--verify",
                        "--enabled-key-data",
                        "rsa",
                        "--pubkey-cert-pem",
                        certificate.toString(),
                        "--id-attr:ID",
                        "urn:oasis:names:tc:SAML:2.0:assertion:Assertion",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("xmlsec1.txt").toFile())
                .start();
        return process.waitFor();
    }
}
