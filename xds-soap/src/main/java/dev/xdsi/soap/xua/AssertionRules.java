package dev.xdsi.soap.xua;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.AudienceRestriction;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.AuthnStatement;
import org.opensaml.saml.saml2.core.Conditions;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.Subject;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What must be true of an assertion that its issuer did sign (ITI TF-2: 3.40.4.1.2, SAML Core 2), in the order in which it is asked. */
final class AssertionRules {
    private static final int MAX_NAME = 256;
    private static final int MAX_ID = 256;

    private AssertionRules() {}

    private interface Test {
        boolean holds(Assertion assertion, Situation situation);
    }

    /**
     * One rule.
     *
     * @param reference where it stands
     */
    private record Rule(Refusal refusal, String reference, Test test) {}

    private static final List<Rule> RULES = List.of(
            new Rule(Refusal.MALFORMED, "SAML Core 2.3.3", (a, s) -> isIdentified(a)),
            new Rule(Refusal.SUBJECT, "ITI TF-2: 3.40.4.1.2 Subject", (a, s) -> hasSubject(a.getSubject())),
            new Rule(Refusal.NO_CONDITIONS, "SAML Core 2.5.1", (a, s) -> end(a) != null),
            new Rule(Refusal.UNKNOWN_CONDITION, "SAML Core 2.5.1.1", (a, s) -> isUnderstood(conditions(a))),
            new Rule(Refusal.NOT_YET_VALID, "SAML Core 2.5.1.2", (a, s) -> s.hasCome(begin(a))),
            new Rule(Refusal.NOT_YET_VALID, "SAML Core 2.3.3 IssueInstant", (a, s) -> s.hasCome(a.getIssueInstant())),
            new Rule(Refusal.EXPIRED, "SAML Core 2.5.1.2", (a, s) -> !s.hasPassed(end(a))),
            new Rule(Refusal.LIFETIME, "ITI TF-2: 3.40.4.1.2 Conditions", AssertionRules::isShortLived),
            new Rule(Refusal.AUDIENCE, "ITI TF-2: 3.40.4.1.2 AudienceRestriction", AssertionRules::isMeantForUs),
            new Rule(
                    Refusal.AUTHENTICATION_STATEMENT,
                    "ITI TF-2: 3.40.4.1.2 AuthnStatement",
                    AssertionRules::isAuthenticated));

    /** The first rule that does not hold. */
    static Optional<Refusal> broken(Assertion assertion, Situation situation) {
        return RULES.stream()
                .filter(rule -> !rule.test().holds(assertion, situation))
                .map(Rule::refusal)
                .findFirst();
    }

    private static boolean isIdentified(Assertion assertion) {
        String id = assertion.getID();
        return id != null
                && id.length() <= MAX_ID
                && assertion.getIssueInstant() != null
                && "2.0".equals(Objects.requireNonNull(assertion.getDOM()).getAttributeNS(null, "Version"));
    }

    private static boolean hasSubject(@Nullable Subject subject) {
        if (subject == null || subject.getNameID() == null) {
            return false;
        }
        String value = name(subject.getNameID());
        return !value.isEmpty()
                && value.length() <= MAX_NAME
                // Whoever reads the trail must not take two users for one.
                && value.equals(value.strip())
                && value.codePoints().noneMatch(AssertionRules::isInvisible)
                && !subject.getSubjectConfirmations().isEmpty();
    }

    /** As it was signed; the library would strip it. */
    static String name(NameID id) {
        return Objects.requireNonNull(id.getDOM()).getTextContent();
    }

    static boolean isInvisible(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }

    private static @Nullable Conditions conditions(Assertion assertion) {
        return assertion.getConditions();
    }

    /** When an issuer does not say from when on, it is from when it spoke. */
    private static @Nullable Instant begin(Assertion assertion) {
        Conditions conditions = conditions(assertion);
        Instant stated = conditions == null ? null : conditions.getNotBefore();
        return stated == null ? assertion.getIssueInstant() : stated;
    }

    static @Nullable Instant end(Assertion assertion) {
        Conditions conditions = conditions(assertion);
        return conditions == null ? null : conditions.getNotOnOrAfter();
    }

    private static boolean isUnderstood(@Nullable Conditions conditions) {
        NodeList children = Objects.requireNonNull(
                        Objects.requireNonNull(conditions).getDOM())
                .getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            boolean known = !(children.item(i) instanceof Element condition)
                    || (Grammar.SAML.equals(condition.getNamespaceURI())
                            && List.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction")
                                    .contains(condition.getLocalName()));
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShortLived(Assertion assertion, Situation situation) {
        Instant begin = Objects.requireNonNull(begin(assertion));
        Instant end = Objects.requireNonNull(end(assertion));
        return begin.isBefore(end)
                && Duration.between(begin, end).compareTo(situation.policy().maxLifetime()) <= 0;
    }

    /** There must be a restriction, and each of several must allow us (SAML Core 2.5.1.4). */
    private static boolean isMeantForUs(Assertion assertion, Situation situation) {
        List<AudienceRestriction> restrictions =
                Objects.requireNonNull(conditions(assertion)).getAudienceRestrictions();
        return !restrictions.isEmpty()
                && restrictions.stream()
                        .allMatch(restriction -> restriction.getAudiences().stream()
                                .anyMatch(audience ->
                                        situation.policy().audiences().contains(audience.getURI())));
    }

    /** There is one; a user may have been authenticated in two ways, but then both must be in order. */
    private static boolean isAuthenticated(Assertion assertion, Situation situation) {
        List<AuthnStatement> statements = assertion.getAuthnStatements();
        return !statements.isEmpty() && statements.stream().allMatch(statement -> isInOrder(statement, situation));
    }

    private static boolean isInOrder(AuthnStatement statement, Situation situation) {
        AuthnContext context = statement.getAuthnContext();
        if (context == null || statement.getAuthnInstant() == null) {
            return false;
        }
        String declared = context.getAuthnContextClassRef() != null
                ? context.getAuthnContextClassRef().getURI()
                : context.getAuthnContextDeclRef() != null
                        ? context.getAuthnContextDeclRef().getURI()
                        : null;
        return declared != null
                && !declared.isBlank()
                && situation.hasCome(statement.getAuthnInstant())
                && !situation.hasPassed(statement.getSessionNotOnOrAfter());
    }
}
