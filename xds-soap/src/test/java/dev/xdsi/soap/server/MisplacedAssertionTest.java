package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that stand where none is looked for, or are not what they seem (WS-Security 1.1: 6, SAML Token Profile 1.1: 3.3). */
class MisplacedAssertionTest extends XuaTest {
    @Test
    void s24TwoAssertionsInEitherOrder() throws IOException {
        String good = draft().signed();
        String bad = draft().unsigned();
        endpoint.refused(endpoint.plain(), XuaEndpoint.withAssertion(good + bad), Refusal.SEVERAL);
        endpoint.refused(endpoint.plain(), XuaEndpoint.withAssertion(bad + good), Refusal.SEVERAL);
        endpoint.refused(endpoint.plain(), XuaEndpoint.withAssertion(good + draft().signed()), Refusal.SEVERAL);
    }

    @Test
    void s25TwoSecurityHeadersAndOneForSomebodyElse() throws IOException {
        String one = XuaEndpoint.security(draft().signed());
        endpoint.refused(endpoint.plain(), XuaEndpoint.message(one + one), Refusal.SEVERAL);
        endpoint.refused(endpoint.plain(), XuaEndpoint.message(XuaEndpoint.security("") + one), Refusal.SEVERAL);
        String other = one.replace(" e:mustUnderstand", " e:role=\"urn:other\" e:mustUnderstand");
        endpoint.refused(endpoint.plain(), XuaEndpoint.message(one + other), Refusal.SEVERAL);
        endpoint.refused(endpoint.plain(), XuaEndpoint.message(other), Refusal.OTHER_ROLE);
    }

    @Test
    void s56Saml11() throws IOException {
        refused(
                "<Assertion xmlns=\"urn:oasis:names:tc:SAML:1.0:assertion\" MajorVersion=\"1\" MinorVersion=\"1\"/>",
                Refusal.NOT_SAML_2);
        refused(draft().edit(xml -> xml.replace("Version=\"2.0\"", "Version=\"1.1\"")), Refusal.MALFORMED);
    }

    @Test
    void s57ASignedAssertionInTheAdviceOfAnother() throws IOException {
        String good = draft().signed();
        String evil = draft().nameId("<saml2:NameID>admin</saml2:NameID>").unsigned();
        UnaryOperator<String> advised = xml -> xml.replaceFirst(
                "<saml2:AuthnStatement",
                "<saml2:Advice>" + good.replace("$", "\\$") + "</saml2:Advice><saml2:AuthnStatement");
        refused(advised.apply(evil), Refusal.MISPLACED);
        refused(draft().edit(advised).signed(), Refusal.MISPLACED);
        accepted(draft().edit(xml -> xml.replaceFirst(
                "<saml2:AuthnStatement", "<saml2:Advice><x xmlns=\"urn:x\"/></saml2:Advice><saml2:AuthnStatement")));
    }

    @Test
    void s58AnAssertionElsewhereInTheMessage() throws IOException {
        String good = draft().signed();
        endpoint.refused(
                endpoint.plain(), XuaEndpoint.message("<x:x xmlns:x=\"urn:x\">" + good + "</x:x>"), Refusal.MISPLACED);
        endpoint.refused(endpoint.plain(), XuaEndpoint.message(good), Refusal.MISPLACED);
        endpoint.refused(
                endpoint.plain(),
                XuaEndpoint.withAssertion("<x:x xmlns:x=\"urn:x\">" + good + "</x:x>"),
                Refusal.MISPLACED);
        String inBody = Wire.envelope(
                Wire.addressed(Wire.RETRIEVE, ""),
                Wire.BODY.replace("</x:RetrieveDocumentSetRequest>", good + "</x:RetrieveDocumentSetRequest>"));
        endpoint.refused(endpoint.plain(), inBody, Refusal.MISPLACED);
        // Where a user is demanded, nobody reads so far.
        endpoint.refused(endpoint.tls("partner"), inBody, Refusal.ABSENT);
        String inBoth = inBody.replace("</a:MessageID>", "</a:MessageID>" + XuaEndpoint.security(good));
        endpoint.refused(endpoint.plain(), inBoth, Refusal.MISPLACED);
        String asText = Wire.BODY.replace("1.2.3<", "<![CDATA[" + good + "]]><");
        endpoint.accepted(
                endpoint.plain(), Wire.envelope(Wire.addressed(Wire.RETRIEVE, XuaEndpoint.security(good)), asText));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EncryptedAssertion", "EncryptedID", "EncryptedAttribute"})
    void s63EncryptedElementsAreNotOpened(String element) throws IOException {
        String encrypted = "<saml2:" + element + " xmlns:saml2=\"" + AssertionDraft.SAML + "\">"
                + "<e:EncryptedData xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\"><e:CipherData><e:CipherReference"
                + " URI=\"http://127.0.0.1:1/\"/></e:CipherData></e:EncryptedData></saml2:" + element + ">";
        String good = draft().signed();
        switch (element) {
            case "EncryptedAssertion" -> {
                refused(encrypted, Refusal.ENCRYPTED);
                refused(encrypted + good, Refusal.ENCRYPTED);
                refused(good + encrypted, Refusal.ENCRYPTED);
            }
            case "EncryptedID" -> refused(draft().nameId(encrypted), Refusal.ENCRYPTED);
            default -> refused(draft().with(encrypted), Refusal.ENCRYPTED);
        }
    }

    @Test
    void x25EveryEncryptedElementIsRefusedInTheSameWay() throws IOException {
        for (String content : List.of("", "<e:CipherData/>", "<x/>")) {
            refused(
                    "<e:EncryptedKey xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\">" + content + "</e:EncryptedKey>",
                    Refusal.ENCRYPTED);
        }
    }

    @Test
    void aTimestampThatHasExpired() throws IOException {
        String stamp = "<u:Timestamp xmlns:u=\"" + XuaEndpoint.CHALLENGE + "utility-1.0.xsd\"><u:Expires>%s</u:Expires>"
                + "</u:Timestamp>";
        String good = draft().signed();
        endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(stamp.formatted(now) + good));
        refused(stamp.formatted(now.minusSeconds(180)) + good, Refusal.MESSAGE_EXPIRED);
        refused(stamp.formatted("soon") + good, Refusal.MESSAGE_EXPIRED);
    }
}
