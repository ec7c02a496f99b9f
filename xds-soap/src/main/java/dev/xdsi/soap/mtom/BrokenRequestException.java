package dev.xdsi.soap.mtom;

import java.io.IOException;

/**
 * A request whose documents were being read turned out not to be what its form promises, to be too large, or to break off: its sender must
 * be told, whoever was reading. The cause says what is wrong.
 */
public final class BrokenRequestException extends IOException {
    BrokenRequestException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
