package dev.xdsi.soap.server;

import dev.xdsi.soap.xua.AssertionXml;
import dev.xdsi.soap.xua.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.headers.Header;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What {@code wsse:Security} of a request holds: the text of one assertion, or why there is none (ITI TF-2: 3.40.4.1.2). An assertion
 * anywhere else in the header is refused, so that none can be taken for the one that was verified.
 */
record SecurityHeader(@Nullable String assertion, @Nullable Refusal refusal) {
    static final QName NAME = new QName(Refusal.ABSENT.code().getNamespaceURI(), "Security");

    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String UTILITY = Refusal.MESSAGE_EXPIRED.code().getNamespaceURI();
    private static final String ULTIMATE_RECEIVER = Soap12.getInstance().getNamespace() + "/role/ultimateReceiver";

    static SecurityHeader of(List<Header> headers, Predicate<Instant> isPast) {
        List<Element> blocks = new ArrayList<>();
        List<Element> security = new ArrayList<>();
        for (Header header : headers) {
            if (header.getObject() instanceof Element element) {
                blocks.add(element);
                if (NAME.equals(header.getName())) {
                    security.add(element);
                }
            }
        }
        Optional<Refusal> wrong = wrong(blocks, security, isPast);
        if (wrong.isPresent()) {
            return new SecurityHeader(null, wrong.get());
        }
        Optional<Element> assertion = security.stream()
                .flatMap(element -> children(element).stream())
                .filter(SecurityHeader::isAssertion)
                .findFirst();
        Optional<String> text = assertion.flatMap(AssertionXml::standalone);
        return new SecurityHeader(
                text.orElse(null), assertion.isPresent() && text.isEmpty() ? Refusal.MALFORMED : null);
    }

    private static Optional<Refusal> wrong(List<Element> blocks, List<Element> security, Predicate<Instant> isPast) {
        if (security.size() > 1) {
            return Optional.of(Refusal.SEVERAL);
        }
        if (security.stream().anyMatch(block -> !isForUs(block))) {
            return Optional.of(Refusal.OTHER_ROLE);
        }
        if (security.stream().anyMatch(SecurityHeader::hasEncrypted)) {
            return Optional.of(Refusal.ENCRYPTED);
        }
        long everywhere =
                blocks.stream().mapToLong(SecurityHeader::assertionsIn).sum();
        List<Element> tokens =
                security.stream().flatMap(block -> children(block).stream()).toList();
        int direct = Math.toIntExact(
                tokens.stream().filter(SecurityHeader::isAssertion).count());
        if (direct > 1) {
            return Optional.of(Refusal.SEVERAL);
        }
        if (everywhere != direct) {
            return Optional.of(Refusal.MISPLACED);
        }
        return tokens.stream().anyMatch(token -> hasExpired(token, isPast))
                ? Optional.of(Refusal.MESSAGE_EXPIRED)
                : Optional.empty();
    }

    private static boolean isForUs(Element block) {
        String role = block.getAttributeNS(Soap12.getInstance().getNamespace(), "role");
        return role.isEmpty()
                || role.equals(ULTIMATE_RECEIVER)
                || role.equals(Soap12.getInstance().getNextRole());
    }

    private static boolean hasEncrypted(Element security) {
        NodeList all = security.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < all.getLength(); i++) {
            Node node = all.item(i);
            if (XENC.equals(node.getNamespaceURI()) || node.getLocalName().startsWith("Encrypted")) {
                return true;
            }
        }
        return false;
    }

    private static int assertionsIn(Element block) {
        return block.getElementsByTagNameNS("*", "Assertion").getLength() + (isAssertion(block) ? 1 : 0);
    }

    private static boolean isAssertion(Element element) {
        return element.getLocalName().equals("Assertion");
    }

    /** A message of WS-Security may say when it ends (WS-Security 1.1: 10). */
    private static boolean hasExpired(Element token, Predicate<Instant> isPast) {
        if (!UTILITY.equals(token.getNamespaceURI()) || !token.getLocalName().equals("Timestamp")) {
            return false;
        }
        NodeList expires = token.getElementsByTagNameNS(UTILITY, "Expires");
        try {
            return expires.getLength() > 0
                    && isPast.test(OffsetDateTime.parse(
                                    expires.item(0).getTextContent().strip())
                            .toInstant());
        } catch (DateTimeParseException unreadable) {
            return true;
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
