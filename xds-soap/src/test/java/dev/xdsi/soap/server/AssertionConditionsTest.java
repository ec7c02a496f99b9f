package dev.xdsi.soap.server;

import static dev.xdsi.soap.xua.AssertionDraft.restriction;

import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assertions that do not hold now, or not here (SAML Core 2.5, ITI TF-2: 3.40.4.1.2). */
class AssertionConditionsTest extends XuaTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static AssertionDraft valid(AssertionDraft draft, Instant begin, Instant end) {
        return draft.conditions(AssertionDraft.conditions(begin, end, restriction(AssertionForge.AUDIENCE)));
    }

    private static AssertionDraft withConditions(AssertionDraft draft, String content) {
        return draft.conditions(
                AssertionDraft.conditions(draft.now(), draft.now().plus(FIVE_MINUTES), content));
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
        refused(forge.draft(now, audience), Refusal.AUDIENCE);
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
}
