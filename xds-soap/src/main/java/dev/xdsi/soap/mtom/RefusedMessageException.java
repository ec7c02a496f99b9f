package dev.xdsi.soap.mtom;

import java.io.IOException;

/** The message is not what its form promises, or more than is taken; the text tells the sender why. */
public final class RefusedMessageException extends IOException {
    public RefusedMessageException(String message) {
        super(message);
    }
}
