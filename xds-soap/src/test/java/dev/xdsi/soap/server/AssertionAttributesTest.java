package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.coded;

import dev.xdsi.soap.xua.Refusal;
import dev.xdsi.soap.xua.XuaAttribute;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that have not the form of ITI TF-2: 3.40.4.1.2, or say two things where one is asked. */
class AssertionAttributesTest extends XuaTest {
    @ParameterizedTest
    @ValueSource(strings = {"4711", "4711^^^1.2&1.2.3&ISO", "4711^^^&amp;1.2.3&amp;ISO^x", "^^^&amp;1.2.3&amp;ISO"})
    void s29APatientIdInAnotherForm(String patient) throws IOException {
        refused(
                draft().with(attribute(XuaAttribute.PATIENT_ID, patient.replaceAll("&(?!amp;)", "&amp;"))),
                Refusal.ATTRIBUTE);
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
}
