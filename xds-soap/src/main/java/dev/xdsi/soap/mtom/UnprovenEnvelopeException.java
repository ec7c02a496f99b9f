package dev.xdsi.soap.mtom;

import dev.xdsi.soap.xua.Refusal;
import javax.xml.stream.XMLStreamException;

/** Ends the reading of an envelope for an assertion in it, which is refused before anybody looks at what it says. */
public final class UnprovenEnvelopeException extends XMLStreamException {
    private final Refusal reason;

    UnprovenEnvelopeException(Refusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
