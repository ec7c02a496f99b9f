package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.coded;
import static dev.xdsi.soap.xua.AssertionDraft.restriction;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import dev.xdsi.soap.xua.XuaAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that their issuer signed and that prove nothing here and now: what they say is wrong (ITI TF-2: 3.40.4.1.3). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssertionAttackTest {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private XuaEndpoint endpoint;
    private Instant now;

    @BeforeAll
    void start() throws IOException {
        endpoint = new XuaEndpoint(folder, Demand.OPTIONAL, Demand.REQUIRED);
        now = endpoint.now;
    }

    @AfterAll
    void stop() {
        endpoint.close();
    }

    private AssertionDraft draft() {
        return endpoint.forge.draft(now);
    }

    private void refused(AssertionDraft draft, Refusal reason) throws IOException {
        refused(draft.signed(), reason);
    }

    private void refused(String assertion, Refusal reason) throws IOException {
        endpoint.refused(endpoint.plain(), XuaEndpoint.withAssertion(assertion), reason);
    }

    private void accepted(AssertionDraft draft) throws IOException {
        endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(draft.signed()));
    }

    private static AssertionDraft valid(AssertionDraft draft, Instant begin, Instant end) {
        return draft.conditions(AssertionDraft.conditions(begin, end, restriction(AssertionForge.AUDIENCE)));
    }

    private static AssertionDraft withConditions(AssertionDraft draft, String content) {
        return draft.conditions(
                AssertionDraft.conditions(draft.now(), draft.now().plus(FIVE_MINUTES), content));
    }

    private static String confirmed(String method, String data) {
        return "<saml2:SubjectConfirmation Method=\"" + method + "\">" + data + "</saml2:SubjectConfirmation>";
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<saml2:NameID>admin@good.example<!-- x -->.evil.example</saml2:NameID>",
                "<saml2:NameID><!-- x -->jdoe</saml2:NameID>"
            })
    void s28ACommentInTheName(String name) throws IOException {
        refused(draft().nameId(name), Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<saml2:NameID> jdoe</saml2:NameID>",
                "<saml2:NameID>jdoe&#10;</saml2:NameID>",
                "<saml2:NameID>jdoe\u200b</saml2:NameID>",
                "<saml2:NameID>\u202ejdoe</saml2:NameID>",
                "<saml2:NameID></saml2:NameID>",
                "<saml2:NameID/>",
                ""
            })
    void s29NamesThatLookLikeOthers(String name) throws IOException {
        refused(draft().nameId(name), Refusal.SUBJECT);
    }

    @Test
    void s29AProcessingInstructionInTheName() throws IOException {
        refusedBySender(
                draft().nameId("<saml2:NameID>jd<?x y?>oe</saml2:NameID>").signed());
    }

    @Test
    void s29WhatStandsInACDataSectionIsTextAndALookAlikeIsSomebodyElse() throws IOException {
        String cyrillic = "jd\u043ee";
        var caller = endpoint.accepted(
                endpoint.plain(),
                XuaEndpoint.withAssertion(draft().nameId("<saml2:NameID><![CDATA[" + cyrillic + "]]></saml2:NameID>")
                        .signed()));
        org.assertj.core.api.Assertions.assertThat(caller.user())
                .extracting(user -> user.identity().id())
                .isEqualTo(cyrillic)
                .isNotEqualTo("jdoe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "4711^^^1.2&1.2.3&ISO", "4711^^^&amp;1.2.3&amp;ISO^x", "^^^&amp;1.2.3&amp;ISO"})
    void s29APatientIdInAnotherForm(String patient) throws IOException {
        refused(
                draft().with(attribute(XuaAttribute.PATIENT_ID, patient.replaceAll("&(?!amp;)", "&amp;"))),
                Refusal.ATTRIBUTE);
    }

    @Test
    void s30ADocumentTypeDeclaration() throws IOException {
        String declared =
                "<!DOCTYPE e:Envelope [<!ATTLIST x y CDATA \"z\">]>" + XuaEndpoint.withAssertion(draft().signed());
        endpoint.refusedBySender(endpoint.plain(), declared, "document type");
    }

    @Test
    void s36ExpiredByTheSkewAndASecond() throws IOException {
        Instant end = now.minus(XuaEndpoint.SKEW);
        refused(valid(draft(), end.minus(FIVE_MINUTES), end.minusSeconds(1)), Refusal.EXPIRED);
        refused(valid(draft(), end.minus(FIVE_MINUTES), end), Refusal.EXPIRED);
        accepted(valid(draft(), end.minus(FIVE_MINUTES), end.plusSeconds(1)));
    }

    @Test
    void s37NotYetValid() throws IOException {
        Instant begin = now.plus(XuaEndpoint.SKEW);
        refused(valid(draft(), begin.plusSeconds(1), begin.plus(FIVE_MINUTES)), Refusal.NOT_YET_VALID);
        accepted(valid(draft(), begin, begin.plus(FIVE_MINUTES)));
        refused(
                draft().edit(xml ->
                        xml.replaceFirst("IssueInstant=\"[^\"]+\"", "IssueInstant=\"" + begin.plusSeconds(1) + "\"")),
                Refusal.NOT_YET_VALID);
    }

    @ParameterizedTest
    @CsvSource({
        "-181, EXPIRED",
        "-180, EXPIRED",
        "-179, ",
        "-1, ",
        "0, ",
        "1, ",
        "179, ",
        "180, ",
        "181, NOT_YET_VALID",
    })
    void s59Skew(long seconds, Refusal reason) throws IOException {
        Instant edge = now.plusSeconds(seconds);
        AssertionDraft draft = seconds < 0
                ? valid(draft(), edge.minus(FIVE_MINUTES), edge)
                : valid(draft(), edge, edge.plus(FIVE_MINUTES));
        if (reason == null) {
            accepted(draft);
        } else {
            refused(draft, reason);
        }
    }

    @Test
    void s38WithoutConditionsOrWithoutTheirEnd() throws IOException {
        refused(draft().conditions(""), Refusal.NO_CONDITIONS);
        refused(draft().edit(xml -> xml.replaceFirst(" NotOnOrAfter=\"[^\"]+\"", "")), Refusal.NO_CONDITIONS);
        refused(
                draft().edit(xml -> xml.replaceFirst(" NotOnOrAfter=\"[^\"]+\"", " NotOnOrAfter=\"never\"")),
                Refusal.MALFORMED);
    }

    @Test
    void s38TwoConditions() throws IOException {
        String good = AssertionDraft.conditions(now, now.plus(FIVE_MINUTES), restriction(AssertionForge.AUDIENCE));
        refused(draft().conditions(good + good), Refusal.MALFORMED);
        refused(draft().conditions("<saml2:Conditions/>" + good), Refusal.MALFORMED);
    }

    @Test
    void s39ValidForTooLong() throws IOException {
        Instant end = now.plus(XuaEndpoint.LIFETIME);
        refused(valid(draft(), now, end.plusSeconds(1)), Refusal.LIFETIME);
        accepted(valid(draft(), now, end));
        refused(valid(draft(), now, now), Refusal.LIFETIME);
        refused(
                draft().edit(xml -> xml.replaceFirst(" NotBefore=\"[^\"]+\"", "")
                        .replaceFirst("NotOnOrAfter=\"[^\"]+\"", "NotOnOrAfter=\"" + end.plusSeconds(2) + "\"")),
                Refusal.LIFETIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oid:9.9.9",
                AssertionForge.AUDIENCE + "1",
                "urn:oid:1.3.6.1.4.1.21367.13.70",
                "URN:OID:1.3.6.1.4.1.21367.13.70.101",
                " " + AssertionForge.AUDIENCE + ".",
                "*"
            })
    void s40AnAudienceThatIsNotUs(String audience) throws IOException {
        refused(endpoint.forge.draft(now, audience), Refusal.AUDIENCE);
    }

    @Test
    void s40WithoutAudienceOrWithTwoRestrictionsOfWhichOneIsNotForUs() throws IOException {
        refused(withConditions(draft(), ""), Refusal.AUDIENCE);
        String us = restriction(AssertionForge.AUDIENCE);
        String others = restriction("urn:others");
        refused(withConditions(draft(), us + others), Refusal.AUDIENCE);
        refused(withConditions(draft(), others + us), Refusal.AUDIENCE);
        accepted(withConditions(draft(), restriction("urn:others", AssertionForge.AUDIENCE)));
        accepted(withConditions(draft(), us + restriction("urn:others", AssertionForge.AUDIENCE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example/xua/",
                "https://idp.example/xu",
                "HTTPS://idp.example/xua",
                " https://idp.example/xua",
                "urn:nobody"
            })
    void s41AnIssuerThatIsNotQuiteOneWeTrust(String issuer) throws IOException {
        refused(draft().issuer(issuer), Refusal.UNKNOWN_ISSUER);
    }

    @Test
    void s41NoIssuerOrTwo() throws IOException {
        String issuer = "<saml2:Issuer>" + AssertionForge.ISSUER + "</saml2:Issuer>";
        refused(draft().edit(xml -> xml.replace(issuer, "<saml2:Issuer/>")), Refusal.MALFORMED);
        refused(
                draft().edit(xml -> xml.replace(issuer, "<saml2:Issuer>urn:x</saml2:Issuer>" + issuer)),
                Refusal.MALFORMED);
    }

    @Test
    void s42AConfirmationThatHasEnded() throws IOException {
        String data = "<saml2:SubjectConfirmationData NotOnOrAfter=\"" + now.minus(XuaEndpoint.SKEW) + "\"/>";
        refused(draft().confirmation(confirmed(BEARER, data)), Refusal.CONFIRMATION);
        String later = "<saml2:SubjectConfirmationData NotBefore=\""
                + now.plus(XuaEndpoint.SKEW).plusSeconds(1) + "\"/>";
        refused(draft().confirmation(confirmed(BEARER, later)), Refusal.CONFIRMATION);
        accepted(draft().confirmation(confirmed(BEARER, later) + confirmed(BEARER, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.example, true",
        "https://gateway.example/repository, true",
        AssertionForge.AUDIENCE + ", true",
        "https://gateway.example.evil.example/, false",
        "https://gateway.examp, false",
        "http://gateway.example/repository, false",
        "https://other.example/repository, false"
    })
    void s43TheRecipientMustBeThisNode(String recipient, boolean us) throws IOException {
        AssertionDraft draft = draft().confirmation(
                        confirmed(BEARER, "<saml2:SubjectConfirmationData Recipient=\"" + recipient + "\"/>"));
        if (us) {
            accepted(draft);
        } else {
            refused(draft, Refusal.CONFIRMATION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches",
                "urn:oasis:names:tc:SAML:2.0:cm:BEARER",
                "",
                "urn:x"
            })
    void s46SenderVouchesAndMethodsThatNobodyKnows(String method) throws IOException {
        refused(draft().confirmation(confirmed(method, "")), Refusal.CONFIRMATION);
    }

    @Test
    void s46NoConfirmation() throws IOException {
        refused(draft().confirmation(""), Refusal.SUBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<saml2:AuthnStatement AuthnInstant=\"NOW\"/>",
                "<saml2:AuthnStatement AuthnInstant=\"NOW\"><saml2:AuthnContext/></saml2:AuthnStatement>",
                "<saml2:AuthnStatement AuthnInstant=\"NOW\"><saml2:AuthnContext><saml2:AuthnContextClassRef/>"
                        + "</saml2:AuthnContext></saml2:AuthnStatement>",
                "<saml2:AuthnStatement><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:a"
                        + "</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>",
                "<saml2:AuthnStatement AuthnInstant=\"LATER\"><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:a"
                        + "</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>",
                "<saml2:AuthnStatement AuthnInstant=\"NOW\" SessionNotOnOrAfter=\"BEFORE\"><saml2:AuthnContext>"
                        + "<saml2:AuthnContextClassRef>urn:a</saml2:AuthnContextClassRef></saml2:AuthnContext>"
                        + "</saml2:AuthnStatement>"
            })
    void s47WithoutAValidStatementOfAuthentication(String statement) throws IOException {
        String written = statement
                .replace("NOW", now.toString())
                .replace("LATER", now.plusSeconds(181).toString())
                .replace("BEFORE", now.minusSeconds(180).toString());
        refused(draft().authentication(written), Refusal.AUTHENTICATION_STATEMENT);
        String valid =
                AssertionDraft.authentication(now, "<saml2:AuthnContextClassRef>urn:a</saml2:AuthnContextClassRef>");
        if (!statement.isEmpty()) {
            refused(draft().authentication(written + valid), Refusal.AUTHENTICATION_STATEMENT);
            refused(draft().authentication(valid + written), Refusal.AUTHENTICATION_STATEMENT);
        }
    }

    @Test
    void s49CodesThatAreNone() throws IOException {
        refused(draft().with(attribute(XuaAttribute.ROLE, "physician")), Refusal.ATTRIBUTE);
        refused(draft().with(attribute(XuaAttribute.ROLE, coded("Role", "", "1.2", "x"))), Refusal.ATTRIBUTE);
        refused(
                draft().with(attribute(XuaAttribute.PURPOSE_OF_USE, coded("PurposeOfUse", "TREAT", "", "x"))),
                Refusal.ATTRIBUTE);
        refused(
                draft().with(attribute(XuaAttribute.PURPOSE_OF_USE, coded("Other", "TREAT", "1.2", "x"))),
                Refusal.ATTRIBUTE);
    }

    @Test
    void whatDecidesAboutAccessMustNotBeSaidInTwoWays() throws IOException {
        refused(
                draft().with(attribute(XuaAttribute.PATIENT_ID, "1^^^&amp;1.2&amp;ISO", "2^^^&amp;1.2&amp;ISO")),
                Refusal.ATTRIBUTE);
        refused(
                draft().with(attribute(XuaAttribute.HOME_COMMUNITY_ID, "urn:oid:1.2", "urn:oid:1.3")),
                Refusal.ATTRIBUTE);
        accepted(draft().with(attribute(XuaAttribute.HOME_COMMUNITY_ID, "urn:oid:1.2", "urn:oid:1.2")));
    }

    @Test
    void s53TenThousandAttributes() throws IOException {
        AssertionDraft draft = draft();
        for (int i = 0; i < 1_900; i++) {
            draft.with(attribute("urn:x", "x"));
        }
        refused(draft, Refusal.ATTRIBUTE);
        for (int i = 0; i < 300; i++) {
            draft.with(attribute("urn:x", "x"));
        }
        refused(draft, Refusal.TOO_LARGE);
        for (int i = 0; i < 8_000; i++) {
            draft.with(attribute("urn:x", "x"));
        }
        refusedBySender(draft.signed());
    }

    @Test
    void s54ANameOfAMegabyte() throws IOException {
        refused(draft().nameId("<saml2:NameID>" + "x".repeat(257) + "</saml2:NameID>"), Refusal.SUBJECT);
        refused(draft().nameId("<saml2:NameID>" + "x".repeat(70_000) + "</saml2:NameID>"), Refusal.TOO_LARGE);
        refusedBySender(draft().nameId("<saml2:NameID>" + "x".repeat(1_000_000) + "</saml2:NameID>")
                .signed());
    }

    @Test
    void s55Depth() throws IOException {
        refused(draft().with(attribute("urn:x", "<x>".repeat(29) + "</x>".repeat(29))), Refusal.TOO_LARGE);
        refusedBySender(draft().with(attribute("urn:x", "<x>".repeat(60) + "</x>".repeat(60)))
                .signed());
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
        endpoint.refusedBySender(endpoint.tls("partner"), inBody, "unexpected element");
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
    void s60AKeyThatFollowsAnother() throws IOException {
        AssertionForge next = AssertionForge.impostor();
        try {
            endpoint.issuers.reload(
                    Map.of(AssertionForge.ISSUER, List.of(next.certificate(), endpoint.forge.certificate())));
            accepted(draft());
            accepted(next.draft(now));
        } finally {
            endpoint.issuers.reload(endpoint.forge.trust());
        }
        refused(next.draft(now), Refusal.SIGNATURE);
    }

    @Test
    void s62ASigningCertificateThatHasExpiredOrIsNotYetValid() throws IOException {
        for (Instant begin : List.of(now.minus(Duration.ofDays(31)), now.plus(Duration.ofDays(1)))) {
            AssertionForge old = AssertionForge.of("urn:old", endpoint.forge.keys(), begin);
            endpoint.issuers.reload(Map.of(
                    "urn:old",
                    List.of(old.certificate()),
                    AssertionForge.ISSUER,
                    List.of(endpoint.forge.certificate())));
            try {
                refused(old.draft(now), Refusal.ISSUER_CERTIFICATE);
            } finally {
                endpoint.issuers.reload(endpoint.forge.trust());
            }
        }
    }

    @Test
    void aConditionThatNobodyKnows() throws IOException {
        refused(
                withConditions(
                        draft(),
                        restriction(AssertionForge.AUDIENCE)
                                + "<saml2:Condition xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xmlns:y=\"urn:y\" xsi:type=\"y:Unknown\"/>"),
                Refusal.UNKNOWN_CONDITION);
        accepted(withConditions(
                draft(), restriction(AssertionForge.AUDIENCE) + "<saml2:ProxyRestriction Count=\"1\"/>"));
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

    private void refusedBySender(String assertion) throws IOException {
        endpoint.refusedBySender(endpoint.plain(), XuaEndpoint.withAssertion(assertion), "");
    }
}
