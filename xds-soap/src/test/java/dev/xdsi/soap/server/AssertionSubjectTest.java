package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that do not say clearly whom they are about, or how anyone knows (SAML Core 2.4, 2.7.2). */
class AssertionSubjectTest extends XuaTest {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private static String confirmed(String method, String data) {
        return "<saml2:SubjectConfirmation Method=\"" + method + "\">" + data + "</saml2:SubjectConfirmation>";
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
        refused(draft().nameId("<saml2:NameID>jd<?x y?>oe</saml2:NameID>"), Refusal.MALFORMED);
        String elsewhere = XuaEndpoint.withAssertion(draft().signed()).replace("<a:MessageID>", "<a:MessageID><?x y?>");
        endpoint.refusedBySender(endpoint.plain(), elsewhere, "processing instruction");
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
}
