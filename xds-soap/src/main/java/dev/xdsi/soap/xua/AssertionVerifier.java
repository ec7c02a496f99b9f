package dev.xdsi.soap.xua;

import dev.xdsi.transaction.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.opensaml.saml.saml2.core.Assertion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Decides whether an assertion proves a user (ITI TF-2: 3.40.4.1.3). In this order: its size and shape, its issuer, its signature; then,
 * from the signed octets alone, everything else.
 */
public final class AssertionVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(AssertionVerifier.class);
    private static final int MAX_ISSUER = 1024;

    private final TrustedIssuers issuers;
    private final VerificationPolicy policy;
    private final SeenAssertions seen;
    private final InstantSource clock;

    public AssertionVerifier(
            TrustedIssuers issuers, VerificationPolicy policy, SeenAssertions seen, InstantSource clock) {
        OpenSaml.initialize();
        this.issuers = issuers;
        this.policy = policy;
        this.seen = seen;
        this.clock = clock;
    }

    /** Whether a time that a message states has passed, as far as clocks agree. */
    public boolean isPast(Instant time) {
        return new Situation(clock.instant(), policy, Presenter.UNKNOWN).hasPassed(time);
    }

    /**
     * What this assertion is worth.
     *
     * @param xml a {@code saml2:Assertion}, complete in itself
     */
    public Verdict verify(String xml, Presenter presenter) {
        Situation situation = new Situation(clock.instant(), policy, presenter);
        String claimed = null;
        try {
            AssertionScan.check(xml);
            Element untrusted = AssertionXml.parse(xml);
            demand(Grammar.ASSERTION.fits(withoutSignature(untrusted)), Refusal.MALFORMED);
            claimed = issuer(untrusted);
            TrustedIssuer issuer = issuers.of(claimed);
            AssertionSignature signature = AssertionSignature.of(untrusted);
            demand(!issuer.certificates().isEmpty(), Refusal.UNKNOWN_ISSUER);
            byte[] signed = signature.verified(issuer.certificates(), situation.now());
            Believed believed = believe(claimed, issuer, signed, situation);
            return new Verdict.Accepted(believed.user(), new Caller.Assertion(xml), believed.until());
        } catch (NotBelievedException refused) {
            LOG.debug("An assertion is refused", refused);
            return new Verdict.Refused(refused.reason(), claimed);
        }
    }

    private record Believed(Caller.User user, Instant until) {}

    /** From here on, only what the issuer signed is looked at. */
    private Believed believe(String name, TrustedIssuer issuer, byte[] signed, Situation situation)
            throws NotBelievedException {
        Element root = AssertionXml.parse(signed);
        demand(Grammar.ASSERTION.fits(root) && name.equals(issuer(root)), Refusal.SIGNATURE_FORM);
        Assertion assertion = OpenSaml.read(root);
        Optional<Refusal> broken = AssertionRules.broken(assertion, situation);
        if (broken.isPresent()) {
            throw new NotBelievedException(broken.get());
        }
        Confirmations.check(assertion.getSubject().getSubjectConfirmations(), situation);
        Caller.User user = CallerAttributes.user(assertion);
        demand(issuer.vouchesFor(user.affiliation().homeCommunityId()), Refusal.HOME_COMMUNITY);
        Instant until = Objects.requireNonNull(AssertionRules.end(assertion)).plus(policy.clockSkew());
        boolean once = assertion.getConditions().getOneTimeUse() != null;
        Optional<Refusal> replay = seen.use(
                name,
                Objects.requireNonNull(assertion.getID()),
                digest(signed),
                new SeenAssertions.Terms(once, situation.now(), until),
                situation.presenter());
        if (replay.isPresent()) {
            throw new NotBelievedException(replay.get());
        }
        return new Believed(user, sessionEnd(assertion, until));
    }

    /** A session may end before the assertion does (SAML Core 2.7.2). */
    private Instant sessionEnd(Assertion assertion, Instant otherwise) {
        return assertion.getAuthnStatements().stream()
                .flatMap(statement -> Stream.ofNullable(statement.getSessionNotOnOrAfter()))
                .map(end -> end.plus(policy.clockSkew()))
                .filter(end -> end.isBefore(otherwise))
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    /** A copy to look at the shape of: the signature stands behind the issuer, and has a grammar of its own. */
    private static Element withoutSignature(Element assertion) {
        Element copy = (Element) assertion.cloneNode(true);
        for (Node child = copy.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && Grammar.DS.equals(element.getNamespaceURI())) {
                copy.removeChild(element);
                break;
            }
        }
        return copy;
    }

    private static String issuer(Element assertion) throws NotBelievedException {
        Node child = assertion.getFirstChild();
        while (child != null && !(child instanceof Element)) {
            child = child.getNextSibling();
        }
        String name = child == null ? "" : child.getTextContent();
        demand(!name.isEmpty() && name.length() <= MAX_ISSUER, Refusal.MALFORMED);
        return name;
    }

    private static String digest(byte[] signed) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void demand(boolean met, Refusal otherwise) throws NotBelievedException {
        if (!met) {
            throw new NotBelievedException(otherwise);
        }
    }
}
