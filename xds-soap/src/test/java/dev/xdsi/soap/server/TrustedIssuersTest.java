package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;

import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.TrustedIssuer;
import dev.xdsi.soap.xua.XuaAttribute;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions of whom nobody here trusts, or not any more, or not for that (ITI TF-1: 13). */
class TrustedIssuersTest extends XuaTest {
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
    void s60AKeyThatFollowsAnother() throws IOException {
        AssertionForge next = AssertionForge.impostor();
        try {
            endpoint.issuers.reload(
                    Map.of(AssertionForge.ISSUER, TrustedIssuer.of(next.certificate(), forge.certificate())));
            accepted(draft());
            accepted(next.draft(now));
        } finally {
            endpoint.issuers.reload(forge.trust());
        }
        refused(next.draft(now), Refusal.SIGNATURE);
    }

    @Test
    void s62ASigningCertificateThatHasExpiredOrIsNotYetValid() throws IOException {
        for (Instant begin : List.of(now.minus(Duration.ofDays(31)), now.plus(Duration.ofDays(1)))) {
            AssertionForge old = AssertionForge.of("urn:old", forge.keys(), begin);
            endpoint.issuers.reload(Map.of(
                    "urn:old",
                    TrustedIssuer.of(old.certificate()),
                    AssertionForge.ISSUER,
                    TrustedIssuer.of(forge.certificate())));
            try {
                refused(old.draft(now), Refusal.ISSUER_CERTIFICATE);
            } finally {
                endpoint.issuers.reload(forge.trust());
            }
        }
    }

    /** A certificate is revoked by taking it out of the trust of this node: what was accepted before is no better then. */
    @Test
    void s61ASigningCertificateThatWasRevoked() throws IOException {
        AssertionForge revoked =
                AssertionForge.of("urn:revoked", AssertionForge.impostor().keys(), now.minusSeconds(60));
        TrustedIssuer ours = TrustedIssuer.of(forge.certificate());
        endpoint.issuers.reload(
                Map.of("urn:revoked", TrustedIssuer.of(revoked.certificate()), AssertionForge.ISSUER, ours));
        String used = revoked.draft(now).signed();
        try {
            accepted(used);
            endpoint.issuers.reload(Map.of("urn:revoked", ours, AssertionForge.ISSUER, ours));
            refused(used, Refusal.SIGNATURE);
            refused(revoked.draft(now), Refusal.SIGNATURE);
        } finally {
            endpoint.issuers.reload(forge.trust());
        }
        refused(used, Refusal.UNKNOWN_ISSUER);
    }

    @Test
    void s51AnIssuerSpeaksForTheUsersOfItsOwnCommunities() throws IOException {
        endpoint.issuers.reload(Map.of(
                AssertionForge.ISSUER,
                new TrustedIssuer(List.of(forge.certificate()), Set.of("urn:oid:1.2.3", "urn:oid:1.2.4"))));
        try {
            for (String other : List.of("urn:oid:1.2", "urn:oid:1.2.3.1", "urn:oid:2.9")) {
                refused(draft().with(attribute(XuaAttribute.HOME_COMMUNITY_ID, other)), Refusal.HOME_COMMUNITY);
            }
            accepted(draft().with(attribute(XuaAttribute.HOME_COMMUNITY_ID, "urn:oid:1.2.4")));
            accepted(draft());
        } finally {
            endpoint.issuers.reload(forge.trust());
        }
        accepted(draft().with(attribute(XuaAttribute.HOME_COMMUNITY_ID, "urn:oid:2.9")));
    }
}
