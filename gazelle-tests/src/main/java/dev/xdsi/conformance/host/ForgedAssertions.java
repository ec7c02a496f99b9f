package dev.xdsi.conformance.host;

import static dev.xdsi.soap.xua.AssertionDraft.attribute;
import static dev.xdsi.soap.xua.AssertionDraft.authentication;
import static dev.xdsi.soap.xua.AssertionDraft.coded;
import static dev.xdsi.soap.xua.AssertionDraft.conditions;
import static dev.xdsi.soap.xua.AssertionDraft.restriction;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.soap.xua.AssertionDraft;
import dev.xdsi.soap.xua.AssertionForge;
import dev.xdsi.soap.xua.WrappedAssertion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The assertions that testers send (ITI TF-2: 3.40.4.1.2), in order and not, of an issuer whom the target trusts.
 *
 * @param impostor who has the issuer's name and another key
 * @param audience by which the target is meant
 */
public record ForgedAssertions(AssertionForge issuer, AssertionForge impostor, String audience, InstantSource clock)
        implements Target.Assertions {
    private static final String ROLE = "urn:oasis:names:tc:xacml:2.0:subject:role";
    private static final String PURPOSE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
    private static final String PASSWORD =
            "<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml2:AuthnContextClassRef>";
    private static final String X509 =
            "<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</saml2:AuthnContextClassRef>";
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public Optional<String> of(String kind) {
        return Optional.of(kind.startsWith("wrapped-") ? wrapped(kind) : assertion(kind));
    }

    /** {@code wrapped-1} to {@code wrapped-9}, as the literature counts XML Signature Wrapping. */
    private String wrapped(String kind) {
        String number = kind.substring("wrapped-".length());
        for (WrappedAssertion each : WrappedAssertion.values()) {
            if (each.name().endsWith("XSW" + number)) {
                return each.wrap(usual());
            }
        }
        throw new BadCaseException("there is no assertion " + kind);
    }

    private String assertion(String kind) {
        AssertionDraft draft = usual();
        Instant now = draft.now();
        return switch (kind) {
            case "valid" -> draft.signed();
            case "unsigned" -> draft.unsigned();
            case "expired" -> valid(draft, now.minus(HOUR), now.minus(HOUR.dividedBy(2)));
            case "notyetvalid" -> valid(draft, now.plus(HOUR), now.plus(HOUR.multipliedBy(2)));
            case "unknownaudience" ->
                draft.conditions(conditions(now, now.plus(HOUR), restriction("urn:oid:1.2.3.4.999")))
                        .signed();
            case "noaudience" ->
                draft.conditions(conditions(now, now.plus(HOUR), "")).signed();
            case "invalidauthnstatement" ->
                draft.authentication(authentication(now, "")).signed();
            case "noauthnstatement" -> draft.authentication("").signed();
            case "secondauthncontext" ->
                draft.authentication(authentication(now, PASSWORD) + authentication(now, X509))
                        .signed();
            case "secondrole" ->
                draft.with(attribute(ROLE, role("112247003", "Medical doctor"), role("309343006", "Physician")))
                        .signed();
            case "secondpurposeofuse" ->
                draft.with(attribute(PURPOSE, purpose("TREATMENT"), purpose("OPERATIONS")))
                        .signed();
            case "withauthzconsent" ->
                draft.with(attribute("urn:ihe:iti:bppc:2007:docid", "urn:oid:1.2.3.4.5.6"))
                        .with(attribute("urn:ihe:iti:xua:2012:acp", "urn:oid:1.2.3.4.5.7"))
                        .signed();
            case "tampered" -> draft.signed().replace(">jdoe<", ">admin<");
            case "impostor" -> impostor.draft(now, audience).signed();
            case "unknownissuer" -> draft.issuer("https://nobody.example/idp").signed();
            case "toolong" -> valid(draft, now, now.plus(Duration.ofDays(30)));
            default -> throw new BadCaseException("there is no assertion " + kind);
        };
    }

    private AssertionDraft usual() {
        return issuer.draft(clock.instant(), audience);
    }

    private String valid(AssertionDraft draft, Instant begin, Instant end) {
        return draft.conditions(conditions(begin, end, restriction(audience))).signed();
    }

    private static String role(String code, String display) {
        return coded("Role", code, "2.16.840.1.113883.6.96", display);
    }

    private static String purpose(String code) {
        return coded("PurposeOfUse", code, "2.16.840.1.113883.3.18.7.1", code);
    }
}
