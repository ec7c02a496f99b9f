package dev.xdsi.soap.mtom;

import java.io.IOException;

/** The attachments of all messages that are on their way now are as many as this node holds: the same message may be taken later. */
public final class NoRoomException extends IOException {
    NoRoomException() {
        super("this node holds as many attachments as it can at present: send the message again later");
    }
}
