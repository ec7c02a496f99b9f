package dev.xdsi.assertion.wstrust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reading of XML elements, each at most once and never deeper than it is looked for. */
final class Elements {
    private static final int LONGEST_TEXT = 1000;

    private Elements() {}

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** The one element of this name among several. */
    static Optional<Element> only(List<Element> elements, String namespace, String name)
            throws RefusedRequestException {
        List<Element> found =
                elements.stream().filter(one -> is(one, namespace, name)).toList();
        if (found.size() > 1) {
            throw new RefusedRequestException(TrustFault.INVALID_REQUEST, "There is more than one " + name + ".");
        }
        return found.stream().findFirst();
    }

    /** The text of an element that holds nothing else. */
    static String text(Element element) throws RefusedRequestException {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() != Node.TEXT_NODE && node.getNodeType() != Node.CDATA_SECTION_NODE) {
                throw new RefusedRequestException(
                        TrustFault.INVALID_REQUEST, element.getLocalName() + " must hold text alone.");
            }
            text.append(node.getNodeValue());
        }
        if (text.length() > LONGEST_TEXT) {
            throw new RefusedRequestException(TrustFault.INVALID_REQUEST, element.getLocalName() + " is too long.");
        }
        return text.toString();
    }
}
