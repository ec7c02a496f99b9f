package dev.xdsi.soap.mtom;

import dev.xdsi.soap.xua.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Refuses what no SOAP envelope may hold: a document type declaration or a processing instruction (SOAP 1.2 Part 1: 5), an XOP reference to
 * anything but a part of the same message, which would be a way to make this node fetch something, and a header that is larger than any
 * header needs to be: a tree is made of it before anyone is known by it. Of a request that names its user, the body holds no assertion.
 */
public final class EnvelopeIn extends AbstractPhaseInterceptor<Message> {
    private static final String SAML = "urn:oasis:names:tc:SAML:";
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private final boolean assertionInBody;

    /** @param assertionInBody whether the body may be one, or hold one: what an X-Assertion Provider answers */
    public EnvelopeIn(boolean assertionInBody) {
        super(Phase.POST_STREAM);
        this.assertionInBody = assertionInBody;
        addAfter(org.apache.cxf.interceptor.StaxInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        XMLStreamReader reader = message.getContent(XMLStreamReader.class);
        if (reader != null && !isGET(message)) {
            References references = Objects.requireNonNullElse(message.get(References.class), id -> false);
            message.setContent(XMLStreamReader.class, new StrictReader(reader, references, assertionInBody));
        }
    }

    private static final class StrictReader extends StreamReaderDelegate {
        private final References references;
        private final HeaderSize header = new HeaderSize();
        private final InlineDocument document = new InlineDocument();
        private final boolean assertionInBody;

        StrictReader(XMLStreamReader reader, References references, boolean assertionInBody) {
            super(reader);
            this.assertionInBody = assertionInBody;
            this.references = references;
        }

        @Override
        public int next() throws XMLStreamException {
            if (!hasNext()) {
                throw new XMLStreamException("the envelope ends before its body");
            }
            return checked(super.next());
        }

        /** Built on {@link #next}, since the delegate's own would pass over a declaration unseen. */
        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                boolean text = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
                if ((text && !isWhiteSpace()) || event == XMLStreamConstants.END_DOCUMENT) {
                    throw new XMLStreamException("expected an element", getLocation());
                }
                event = next();
            }
            return event;
        }

        private int checked(int event) throws XMLStreamException {
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("a SOAP message must not contain a document type declaration");
            }
            if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                String instruction = "a SOAP message must not contain a processing instruction";
                throw header.isInSecurity()
                        ? new UnprovenEnvelopeException(Refusal.MALFORMED, instruction)
                        : new XMLStreamException(instruction);
            }
            header.count(event, this);
            document.read(event, this);
            if (event == XMLStreamConstants.START_ELEMENT) {
                checkElement();
            }
            return event;
        }

        private void checkElement() throws XMLStreamException {
            if (getLocalName().equals("Include") && XOP.equals(getNamespaceURI())) {
                checkReference(getAttributeValue(null, "href"));
            }
            if (!assertionInBody && header.isPassed() && isAssertion()) {
                throw new UnprovenEnvelopeException(Refusal.MISPLACED, "the SOAP body holds an assertion");
            }
        }

        private boolean isAssertion() {
            String namespace = getNamespaceURI();
            return getLocalName().equals("Assertion") && namespace != null && namespace.startsWith(SAML);
        }

        private void checkReference(@org.jspecify.annotations.Nullable String href) throws XMLStreamException {
            if (href == null || !href.startsWith("cid:")) {
                throw new XMLStreamException("xop:Include must refer to a part of the message by cid:");
            }
            String id;
            try {
                id = URLDecoder.decode(href.substring("cid:".length()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new XMLStreamException("xop:Include has a malformed reference", e);
            }
            if (!references.refer(id)) {
                throw new XMLStreamException("xop:Include refers to a part that the message does not have");
            }
        }
    }
}
