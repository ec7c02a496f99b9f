package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.XServiceProvider.Demand;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions that are made to cost: they are refused as soon as they are too much, and as what they are. */
class OversizedAssertionTest extends XuaTest {
    @Test
    void s30ADocumentTypeDeclaration() throws IOException {
        String declared =
                "<!DOCTYPE e:Envelope [<!ATTLIST x y CDATA \"z\">]>" + XuaEndpoint.withAssertion(draft().signed());
        endpoint.refusedBySender(endpoint.plain(), declared, "document type");
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
        refused(draft, Refusal.TOO_LARGE);
    }

    @Test
    void s54ANameOfAMegabyte() throws IOException {
        refused(draft().nameId("<saml2:NameID>" + "x".repeat(257) + "</saml2:NameID>"), Refusal.SUBJECT);
        refused(draft().nameId("<saml2:NameID>" + "x".repeat(70_000) + "</saml2:NameID>"), Refusal.TOO_LARGE);
        refused(draft().nameId("<saml2:NameID>" + "x".repeat(1_000_000) + "</saml2:NameID>"), Refusal.TOO_LARGE);
    }

    @Test
    void s55Depth() throws IOException {
        refused(draft().with(attribute("urn:x", "<x>".repeat(29) + "</x>".repeat(29))), Refusal.TOO_LARGE);
        refused(draft().with(attribute("urn:x", "<x>".repeat(60) + "</x>".repeat(60))), Refusal.TOO_LARGE);
    }

    @Test
    void anotherBlockOfTheHeaderThatIsTooLargeSaysNothingOfAUser() throws IOException {
        String deep = "<x:x xmlns:x=\"urn:x\">" + "<x>".repeat(60) + "</x>".repeat(60) + "</x:x>";
        String security = XuaEndpoint.security(draft().signed());
        endpoint.refusedBySender(endpoint.plain(), XuaEndpoint.message(security + deep), "exceeds a limit");
        endpoint.refusedBySender(endpoint.tls("partner"), XuaEndpoint.message(deep + security), "exceeds a limit");
    }

    @Test
    void whereAssertionsAreNotLookedAtThereIsNobodyToRefuse(@TempDir Path folder) throws IOException {
        String large = XuaEndpoint.withAssertion("<x>".repeat(60) + "</x>".repeat(60));
        try (XuaEndpoint blind = new XuaEndpoint(folder, Demand.OPTIONAL, Demand.OFF)) {
            blind.refusedBySender(blind.tls("partner"), large, "exceeds a limit");
            blind.refused(blind.plain(), large, Refusal.TOO_LARGE);
        }
    }
}
