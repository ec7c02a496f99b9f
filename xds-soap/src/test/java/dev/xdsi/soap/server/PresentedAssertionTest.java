package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Good assertions in the wrong hands, or too often, over TLS where both sides are known (SAML Core 2.4.1, 2.5.1.5). */
class PresentedAssertionTest extends XuaTest {
    private AssertionDraft once() {
        return draft().conditions(AssertionDraft.conditions(
                now,
                now.plus(Duration.ofMinutes(5)),
                AssertionDraft.restriction(AssertionForge.AUDIENCE) + "<saml2:OneTimeUse/>"));
    }

    private AssertionDraft heldBy(String keyInfo) {
        return draft().confirmation(
                        "<saml2:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key\">"
                                + "<saml2:SubjectConfirmationData>" + keyInfo
                                + "</saml2:SubjectConfirmationData></saml2:SubjectConfirmation>");
    }

    private String x509(String node) throws IOException, GeneralSecurityException {
        return "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>"
                + Base64.getEncoder().encodeToString(endpoint.certificate(node).getEncoded())
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>";
    }

    @Test
    void s44AnAssertionForOneUseIsUsedOnce() throws IOException {
        String message = XuaEndpoint.withAssertion(once().signed());
        endpoint.accepted(endpoint.plain(), message);
        endpoint.refused(endpoint.plain(), message, Refusal.REPLAYED);
        endpoint.refused(endpoint.tls("partner"), message, Refusal.REPLAYED);
    }

    @Test
    void s44ABearerIsKnownByHisTlsClientCertificate() throws IOException {
        String message = XuaEndpoint.withAssertion(draft().signed());
        endpoint.accepted(endpoint.tls("partner"), message);
        endpoint.accepted(endpoint.tls("partner"), message);
        endpoint.refused(endpoint.tls("thief"), message, Refusal.REPLAYED);
        endpoint.accepted(endpoint.tls("partner"), message);
    }

    @Test
    void thisNodePassesOnWhatItWasCalledWith() throws IOException {
        String message = XuaEndpoint.withAssertion(draft().signed());
        endpoint.accepted(endpoint.tls("partner"), message);
        endpoint.accepted(endpoint.tls("gateway"), message);
        endpoint.accepted(endpoint.plain(), message);
    }

    @Test
    void s64AnIdStandsForOneContentAndWhatIsRefusedUsesItNotUp() throws IOException {
        String id = "_poisoned";
        AssertionDraft first = draft().id(id);
        endpoint.refused(
                endpoint.plain(), XuaEndpoint.withAssertion(draft().id(id).unsigned()), Refusal.UNSIGNED);
        endpoint.refused(
                endpoint.plain(),
                XuaEndpoint.withAssertion(
                        AssertionForge.impostor().draft(now).id(id).signed()),
                Refusal.SIGNATURE);
        String good = XuaEndpoint.withAssertion(first.signed());
        endpoint.accepted(endpoint.plain(), good);
        endpoint.refused(
                endpoint.plain(),
                XuaEndpoint.withAssertion(draft().id(id)
                        .nameId("<saml2:NameID>other</saml2:NameID>")
                        .signed()),
                Refusal.REPLAYED);
        endpoint.accepted(endpoint.plain(), good);
    }

    @Test
    void s45TheHolderOfAKeyIsTheTlsClientThatHasIt() throws Exception {
        String byCertificate = XuaEndpoint.withAssertion(heldBy(x509("partner")).signed());
        assertThat(endpoint.accepted(endpoint.tls("partner"), byCertificate).user())
                .isNotNull();
        endpoint.refused(endpoint.tls("thief"), byCertificate, Refusal.HOLDER_OF_KEY);
        endpoint.refused(endpoint.plain(), byCertificate, Refusal.HOLDER_OF_KEY);
        endpoint.refused(
                endpoint.tls("partner"),
                XuaEndpoint.withAssertion(heldBy(x509("thief")).signed()),
                Refusal.HOLDER_OF_KEY);
    }

    @Test
    void s45AKeyWithoutACertificate() throws Exception {
        RSAPublicKey key = (RSAPublicKey) endpoint.certificate("partner").getPublicKey();
        String value =
                "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>"
                        + Base64.getEncoder().encodeToString(key.getModulus().toByteArray())
                        + "</ds:Modulus><ds:Exponent>"
                        + Base64.getEncoder()
                                .encodeToString(key.getPublicExponent().toByteArray())
                        + "</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>";
        String message = XuaEndpoint.withAssertion(heldBy(value).signed());
        endpoint.accepted(endpoint.tls("partner"), message);
        endpoint.refused(endpoint.tls("thief"), message, Refusal.HOLDER_OF_KEY);
    }

    @Test
    void s45NoKeyOrOneThatIsOnlyReferredTo() throws IOException {
        String ds = "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">";
        for (String info : new String[] {
            "",
            ds + "<ds:KeyName>partner</ds:KeyName></ds:KeyInfo>",
            ds + "<ds:RetrievalMethod URI=\"http://127.0.0.1:1/\"/></ds:KeyInfo>",
            ds + "<ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        }) {
            endpoint.refused(
                    endpoint.tls("partner"),
                    XuaEndpoint.withAssertion(heldBy(info).signed()),
                    Refusal.HOLDER_OF_KEY);
        }
    }
}
