package dev.xdsi.assertion.wstrust;

import dev.xdsi.assertion.issue.TokenClaims;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads what a RequestSecurityToken wants (WS-Trust 1.3: 3.1, 4.1). What it does not know, it refuses rather than pass over. */
public final class RequestReader {
    private static final Set<String> SAML_2 =
            Set.of(Namespaces.SAML_TOKEN_PROFILE + "SAMLV2.0", "urn:oasis:names:tc:SAML:2.0:assertion");

    /** Wishes about keys, renewal and algorithms say nothing of a bearer token that is not renewed. */
    private static final Set<String> PASSED_OVER =
            Set.of("KeySize", "Renewing", "CanonicalizationAlgorithm", "SignatureAlgorithm", "SignWith");

    private static final Set<String> KNOWN = Set.of("TokenType", "RequestType", "KeyType", "Lifetime", "Claims");

    private final Instant now;

    public RequestReader(Instant now) {
        this.now = now;
    }

    public TokenClaims read(List<Element> request) throws RefusedRequestException {
        for (Element element : request) {
            requireKnown(element);
        }
        requireOneOf(request, "RequestType", Set.of(Namespaces.WST + "/Issue"), true);
        requireOneOf(request, "TokenType", SAML_2, false);
        requireOneOf(request, "KeyType", Set.of(Namespaces.WST + "/Bearer"), false);
        ClaimsReader claims = new ClaimsReader();
        Optional<Element> wanted = wst(request, "Claims");
        if (wanted.isPresent()) {
            claims.read(wanted.get());
        }
        return new TokenClaims(
                claims.purposesOfUse(), claims.roles(), claims.about(), appliesTo(request), lifetime(request));
    }

    private static void requireKnown(Element element) throws RefusedRequestException {
        boolean wst = Namespaces.WST.equals(element.getNamespaceURI());
        boolean known = wst && (KNOWN.contains(element.getLocalName()) || PASSED_OVER.contains(element.getLocalName()));
        if (!known && !isAppliesTo(element)) {
            throw new RefusedRequestException(
                    TrustFault.BAD_REQUEST, "This service does not know " + element.getLocalName() + " in a request.");
        }
    }

    private static void requireOneOf(List<Element> request, String name, Set<String> values, boolean needed)
            throws RefusedRequestException {
        Optional<Element> element = wst(request, name);
        if (element.isEmpty() && needed) {
            throw new RefusedRequestException(TrustFault.INVALID_REQUEST, "The request lacks its " + name + ".");
        }
        if (element.isPresent() && !values.contains(Elements.text(element.get()).strip())) {
            throw new RefusedRequestException(
                    TrustFault.BAD_REQUEST,
                    name + " must be "
                            + String.join(" or ", values.stream().sorted().toList()) + ".");
        }
    }

    private static @Nullable URI appliesTo(List<Element> request) throws RefusedRequestException {
        List<Element> found =
                request.stream().filter(RequestReader::isAppliesTo).toList();
        if (found.isEmpty()) {
            return null;
        }
        List<Element> references = Elements.children(found.getFirst());
        Optional<Element> reference = Elements.only(references, Namespaces.WSA, "EndpointReference");
        Optional<Element> address = reference.isEmpty()
                ? Optional.empty()
                : Elements.only(Elements.children(reference.get()), Namespaces.WSA, "Address");
        if (found.size() > 1 || references.size() > 1 || address.isEmpty()) {
            throw new RefusedRequestException(
                    TrustFault.INVALID_REQUEST, "AppliesTo must hold one wsa:EndpointReference with its wsa:Address.");
        }
        try {
            return new URI(Elements.text(address.get()).strip());
        } catch (URISyntaxException malformed) {
            throw new RefusedRequestException(TrustFault.INVALID_SCOPE, "The address in AppliesTo is no URI.");
        }
    }

    private @Nullable Duration lifetime(List<Element> request) throws RefusedRequestException {
        Optional<Element> lifetime = wst(request, "Lifetime");
        if (lifetime.isEmpty()) {
            return null;
        }
        Optional<Element> expires = Elements.only(Elements.children(lifetime.get()), Namespaces.WSU, "Expires");
        return expires.isEmpty() ? null : Duration.between(now, time(expires.get()));
    }

    /** Refuses a message whose Timestamp says that it has expired (WS-Security 1.1: 10). */
    public void requireFresh(List<Element> header) throws RefusedRequestException {
        Optional<Element> timestamp = Elements.only(header, Namespaces.WSU, "Timestamp");
        Optional<Element> expires = timestamp.isEmpty()
                ? Optional.empty()
                : Elements.only(Elements.children(timestamp.get()), Namespaces.WSU, "Expires");
        if (expires.isPresent() && !now.isBefore(time(expires.get()))) {
            throw new RefusedRequestException(
                    TrustFault.EXPIRED_DATA, "The Timestamp of the message says that it has expired.");
        }
    }

    private static Instant time(Element element) throws RefusedRequestException {
        String text = Elements.text(element).strip();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new RefusedRequestException(
                    TrustFault.INVALID_TIME_RANGE, element.getLocalName() + " must be a time with its zone.");
        }
    }

    private static boolean isAppliesTo(Element element) {
        return Namespaces.WSP.stream().anyMatch(namespace -> Elements.is(element, namespace, "AppliesTo"));
    }

    private static Optional<Element> wst(List<Element> request, String name) throws RefusedRequestException {
        return Elements.only(request, Namespaces.WST, name);
    }
}
