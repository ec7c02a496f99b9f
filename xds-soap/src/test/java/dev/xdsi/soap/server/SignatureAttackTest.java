package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.SignatureRecipe;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.WrappedAssertion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that nobody whom we trust has signed, however much they look it (SAML Core 5.4, SAML Security 6). */
class SignatureAttackTest extends XuaTest {
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    private String signed(SignatureRecipe recipe) {
        return draft().signature(recipe).signed();
    }

    @Test
    void s03Unsigned() throws IOException {
        refused(draft().unsigned(), Refusal.UNSIGNED);
    }

    @Test
    void s04TheSignatureWasRemovedOrSpoilt() throws IOException {
        String good = draft().signed();
        refused(good.replaceAll("(?s)<ds:Signature .*</ds:Signature>", ""), Refusal.UNSIGNED);
        refused(good.replaceAll("(<ds:SignatureValue>)..", "$1AA"), Refusal.SIGNATURE);
        refused(good.replaceAll("(<ds:SignatureValue>)[^<]*", "$1"), Refusal.SIGNATURE);
        refused(good.replaceAll("(<ds:DigestValue>)..", "$1AA"), Refusal.SIGNATURE);
        refused(good.replaceAll("(?s)<ds:SignatureValue>.*</ds:SignatureValue>", ""), Refusal.SIGNATURE_FORM);
    }

    @Test
    void whatWasSignedWasChanged() throws IOException {
        refused(draft().signed().replace(">jdoe<", ">admin<"), Refusal.SIGNATURE);
        refused(draft().signed().replace("Jane Doe", "Jane  Doe"), Refusal.SIGNATURE);
    }

    @Test
    void s05AnotherKeyWithACertificateOfTheSameName() throws IOException {
        refused(AssertionForge.impostor().draft(now).signed(), Refusal.SIGNATURE);
    }

    @Test
    void s06AnotherIssuerThatWeTrustIsNotThisOne() throws IOException {
        AssertionForge other = AssertionForge.rsa("urn:other", 2048);
        endpoint.issuers.reload(Map.of(
                "urn:other",
                TrustedIssuer.of(other.certificate()),
                AssertionForge.ISSUER,
                TrustedIssuer.of(forge.certificate())));
        try {
            refused(other.draft(now).issuer(AssertionForge.ISSUER).signed(), Refusal.SIGNATURE);
            endpoint.accepted(
                    endpoint.plain(), XuaEndpoint.withAssertion(other.draft(now).signed()));
        } finally {
            endpoint.issuers.reload(forge.trust());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ds:KeyName>https://idp.example/xua</ds:KeyName>",
                "<ds:RetrievalMethod URI=\"http://127.0.0.1:1/key\"/>",
                "<ds:RetrievalMethod URI=\"#x\" Type=\"http://www.w3.org/2000/09/xmldsig#X509Data\"/>"
            })
    void s07KeyInfoIsNotLookedAt(String info) throws IOException {
        AssertionForge attacker = AssertionForge.impostor();
        // With the attacker's certificate in KeyInfo, as the forge puts it there; and with other ways to name a key.
        refused(attacker.draft(now).signed(), Refusal.SIGNATURE);
        String named = "<ds:KeyInfo>" + info + "</ds:KeyInfo>";
        refused(attacker.draft(now).signed().replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", named), Refusal.SIGNATURE);
        endpoint.accepted(
                endpoint.plain(),
                XuaEndpoint.withAssertion(draft().signed().replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", named)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512"
            })
    void s08TheCertificatesPublicKeyAsASharedSecret(String hmac) throws IOException {
        byte[] known = forge.certificate().getPublicKey().getEncoded();
        refused(signed(SignatureRecipe.GOOD.method(hmac).key(new SecretKeySpec(known, "HMAC"))), Refusal.ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1, http://www.w3.org/2001/04/xmlenc#sha256",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256, http://www.w3.org/2000/09/xmldsig#sha1",
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1, http://www.w3.org/2000/09/xmldsig#sha1",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha224, http://www.w3.org/2001/04/xmlenc#sha256"
    })
    void s09WeakAlgorithms(String method, String digest) throws IOException {
        refused(signed(SignatureRecipe.GOOD.method(method).digest(digest)), Refusal.ALGORITHM);
    }

    @Test
    void s10AKeyOf1024BitsIsNeverTrusted() throws IOException {
        AssertionForge weak = AssertionForge.rsa(AssertionForge.ISSUER, 1024);
        refused(weak.draft(now).signed(), Refusal.SIGNATURE);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.issuers.reload(weak.trust()))
                .withMessageContaining("too weak");
        endpoint.accepted(endpoint.plain(), XuaEndpoint.withAssertion(draft().signed()));
    }

    @Test
    void s11OtherTransformsAndCanonicalizations() throws IOException {
        SignatureRecipe good = SignatureRecipe.GOOD;
        refused(signed(good.transforms(ENVELOPED)), Refusal.SIGNATURE_FORM);
        refused(signed(good.transforms(ENVELOPED, INCLUSIVE)), Refusal.SIGNATURE_FORM);
        refused(signed(good.transforms(EXCLUSIVE, ENVELOPED)), Refusal.SIGNATURE_FORM);
        refused(signed(good.transforms(ENVELOPED, EXCLUSIVE, EXCLUSIVE)), Refusal.SIGNATURE_FORM);
        refused(
                signed(good.transforms(ENVELOPED, EXCLUSIVE, EXCLUSIVE, EXCLUSIVE, EXCLUSIVE, EXCLUSIVE)),
                Refusal.SIGNATURE_FORM);
        refused(signed(good.c14n(INCLUSIVE)), Refusal.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/2002/06/xmldsig-filter2",
                "http://www.w3.org/2000/09/xmldsig#base64",
                "urn:unknown"
            })
    void s11ATransformThatIsAProgram(String transform) throws IOException {
        String good = draft().signed();
        refused(
                good.replace(
                        "<ds:Transform Algorithm=\"" + ENVELOPED + "\"",
                        "<ds:Transform Algorithm=\"" + transform + "\""),
                Refusal.SIGNATURE_FORM);
        refused(
                good.replace(
                        "<ds:CanonicalizationMethod Algorithm=\"" + EXCLUSIVE + "\"",
                        "<ds:CanonicalizationMethod Algorithm=\"" + transform + "\""),
                Refusal.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x/>",
                "<ds:XPath>true()</ds:XPath>",
                "<ec:Other/>",
                "<ec:InclusiveNamespaces PrefixList=\"\"/><ec:InclusiveNamespaces PrefixList=\"\"/>",
                "<ec:InclusiveNamespaces PrefixList=\"\"><x/></ec:InclusiveNamespaces>",
                "<ec:InclusiveNamespaces PrefixList=\"\">x</ec:InclusiveNamespaces>",
                "x"
            })
    void whatIsNoListOfPrefixesHasNoPlaceInACanonicalization(String content) throws IOException {
        String good = draft().signed();
        String filled = content.replaceAll("<ec:[A-Za-z]+", "$0 xmlns:ec=\"" + EXCLUSIVE + "\"");
        for (String element : List.of("CanonicalizationMethod", "Transform")) {
            String empty = "<ds:" + element + " Algorithm=\"" + EXCLUSIVE + "\"/>";
            org.assertj.core.api.Assertions.assertThat(good).contains(empty);
            refused(
                    good.replace(empty, empty.replace("/>", ">" + filled + "</ds:" + element + ">")),
                    Refusal.SIGNATURE_FORM);
        }
    }

    @Test
    void aListOfPrefixesMayStandInACanonicalization() throws IOException {
        String good = draft().signed();
        accepted(signed(SignatureRecipe.GOOD.prefixes("xs saml2")));
        refused(
                good.replace(
                        "<ds:Transform Algorithm=\"" + EXCLUSIVE + "\"/>",
                        "<ds:Transform Algorithm=\"" + EXCLUSIVE + "\"><ec:InclusiveNamespaces xmlns:ec=\"" + EXCLUSIVE
                                + "\" PrefixList=\"xs\"/></ds:Transform>"),
                Refusal.SIGNATURE);
    }

    @Test
    void s12HmacOutputLength() throws IOException {
        String good = draft().signed();
        String method = "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>";
        org.assertj.core.api.Assertions.assertThat(good).contains(method);
        refused(
                good.replace(
                        method,
                        method.replace("/>", "><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>")),
                Refusal.SIGNATURE_FORM);
    }

    @Test
    void s13TwoReferences() throws IOException {
        refused(signed(SignatureRecipe.GOOD.uris("#", "#")), Refusal.SIGNATURE_FORM);
        refused(signed(SignatureRecipe.GOOD.uris("#", "")), Refusal.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#_other", "http://127.0.0.1:1/assertion", "file:///etc/passwd", "#xpointer(/)"})
    void s14AReferenceToAnythingElse(String uri) throws IOException {
        String good = draft().signed();
        refused(good.replaceFirst(" URI=\"#[^\"]+\"", " URI=\"" + uri + "\""), Refusal.SIGNATURE_FORM);
    }

    @Test
    void s14AReferenceToTheWholeDocument() throws IOException {
        refused(signed(SignatureRecipe.GOOD.uris("")), Refusal.SIGNATURE_FORM);
        String without = signed(SignatureRecipe.GOOD.uris("")).replaceFirst(" URI=\"\"", "");
        refused(without, Refusal.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "id", "Id", "xml:id"})
    void s14TwoElementsOfOneId(String attribute) throws IOException {
        AssertionDraft draft = draft();
        draft.with(AssertionDraft.attribute("urn:x", "<x " + attribute + "=\"" + draft.id() + "\"/>"));
        refused(draft.signed(), Refusal.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @EnumSource
    void s15ToS23SignatureWrapping(WrappedAssertion wrapped) throws IOException {
        String evil = wrapped.wrap(draft());
        endpoint.refusedForAnyReason(endpoint.plain(), XuaEndpoint.withAssertion(evil));
    }

    @Test
    void s15ToS23SignatureWrappingInTheHeader() throws IOException {
        String good = draft().signed();
        String evil = WrappedAssertion.evil(good);
        endpoint.refusedForAnyReason(
                endpoint.plain(),
                XuaEndpoint.message("<x:x xmlns:x=\"urn:x\">" + good + "</x:x>" + XuaEndpoint.security(evil)));
        endpoint.refusedForAnyReason(
                endpoint.plain(),
                XuaEndpoint.message(XuaEndpoint.security(evil + "<x:x xmlns:x=\"urn:x\">" + good + "</x:x>")));
    }

    @Test
    void s26AnEncryptedAssertionBeforeTheSignedOne() throws IOException {
        refused(
                "<saml2:EncryptedAssertion xmlns:saml2=\"" + AssertionDraft.SAML + "\"/>" + draft().signed(),
                Refusal.ENCRYPTED);
    }

    @Test
    void s27TheSignatureOfAnotherAssertionInItsPlace() throws IOException {
        String signature = draft().signed().replaceAll("(?s).*(<ds:Signature .*</ds:Signature>).*", "$1");
        AssertionDraft evil = draft().nameId("<saml2:NameID>admin</saml2:NameID>");
        refused(
                evil.unsigned().replace("<saml2:Subject>", signature.replace("$", "") + "<saml2:Subject>"),
                Refusal.SIGNATURE_FORM);
        refused(
                evil.unsigned()
                        .replace(
                                "<saml2:Subject>",
                                signature.replaceFirst("URI=\"#[^\"]+\"", "URI=\"#" + evil.id() + "\"")
                                        + "<saml2:Subject>"),
                Refusal.SIGNATURE);
    }

    @Test
    void s31ANamespaceThatDiffersInOneCharacter() throws IOException {
        for (String character : List.of("\u0080", "\u200b", "%41")) {
            String other = AssertionDraft.SAML + character;
            refused(draft().edit(xml -> xml.replace(AssertionDraft.SAML, other)).signed(), Refusal.NOT_SAML_2);
            String ds = "http://www.w3.org/2000/09/xmldsig#";
            endpoint.refusedForAnyReason(
                    endpoint.plain(),
                    XuaEndpoint.withAssertion(
                            draft().signed().replace("\"" + ds + "\"", "\"" + ds + character + "\"")));
        }
    }

    @Test
    void s32ACanonicalizationThatComesToNothing() throws IOException {
        String good = draft().signed();
        for (String namespace : List.of("1", "relative", "//")) {
            endpoint.refusedForAnyReason(
                    endpoint.plain(),
                    XuaEndpoint.withAssertion(good.replace(">jdoe<", "><x xmlns=\"" + namespace + "\"/>admin<")));
        }
        String digestOfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        refused(good.replaceFirst("<ds:DigestValue>[^<]*", "<ds:DigestValue>" + digestOfNothing), Refusal.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "Id", "iD", "xml:id", "saml2:ID"})
    void s33AnotherAttributeThatLooksLikeTheId(String name) throws IOException {
        AssertionDraft draft = draft();
        refused(
                draft.signed().replaceFirst(" ID=\"", " " + name + "=\"" + draft.id() + "\" ID=\""),
                Refusal.SIGNATURE_FORM);
        refused(draft().signed().replaceFirst(" ID=\"", " " + name + "=\""), Refusal.SIGNATURE_FORM);
    }

    @Test
    void s34ACommentInTheDigest() throws IOException {
        String good = draft().signed();
        refused(good.replaceFirst("(<ds:DigestValue>....)", "$1<!-- x -->"), Refusal.MALFORMED);
        refused(good.replaceFirst("(<ds:DigestValue>....)", "$1<x/>"), Refusal.SIGNATURE_FORM);
    }

    @Test
    void s35ASecondSignedInfo() throws IOException {
        String good = draft().signed();
        String info = good.replaceAll("(?s).*(<ds:SignedInfo>.*</ds:SignedInfo>).*", "$1");
        refused(good.replace(info, info + info), Refusal.SIGNATURE_FORM);
        refused(good.replace("</ds:SignatureValue>", "</ds:SignatureValue>" + info), Refusal.SIGNATURE_FORM);
        refused(
                good.replace("</ds:Signature>", "<ds:Object>" + info + "</ds:Object></ds:Signature>"),
                Refusal.SIGNATURE_FORM);
    }

    @Test
    void twoSignatures() throws IOException {
        String good = draft().signed();
        String signature = good.replaceAll("(?s).*(<ds:Signature .*</ds:Signature>).*", "$1");
        refused(good.replace(signature, signature + signature), Refusal.MALFORMED);
        refused(good.replace("</saml2:Assertion>", signature + "</saml2:Assertion>"), Refusal.MALFORMED);
    }
}
