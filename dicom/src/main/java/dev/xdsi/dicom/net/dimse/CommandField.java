package dev.xdsi.dicom.net.dimse;

import java.util.Arrays;
import java.util.Optional;

/** The requests of the message exchange by their Command Field, PS3.7 E.1. A response has bit 15 set. */
public enum CommandField {
    C_STORE(0x0001),
    C_GET(0x0010),
    C_FIND(0x0020),
    C_MOVE(0x0021),
    C_ECHO(0x0030),
    N_EVENT_REPORT(0x0100),
    N_GET(0x0110),
    N_SET(0x0120),
    N_ACTION(0x0130),
    N_CREATE(0x0140),
    N_DELETE(0x0150),
    C_CANCEL(0x0FFF);

    private static final int RESPONSE = 0x8000;

    private final int code;

    CommandField(int code) {
        this.code = code;
    }

    public int request() {
        return code;
    }

    public int response() {
        return code | RESPONSE;
    }

    /** The response to any request, also to one that is not named here. */
    public static int responseTo(int commandField) {
        return commandField | RESPONSE;
    }

    public static boolean isResponse(int commandField) {
        return (commandField & RESPONSE) != 0;
    }

    public static Optional<CommandField> ofRequest(int commandField) {
        return Arrays.stream(values()).filter(f -> f.code == commandField).findFirst();
    }
}
