package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.pdu.UserItem;
import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * As whom we open associations with a peer, PS3.7 D.3.3.7: a user name with a passcode (type 2). The passcode never appears in text.
 *
 * @param passcode in UTF-8, as it is sent
 */
public record UserPasscode(String name, Bytes passcode) {
    private static final int WITH_PASSCODE = 2;
    private static final int LONGEST = 0xFFFF;

    public UserPasscode {
        int length = passcode.toByteArray().length;
        if (name.isBlank() || utf8(name).length > LONGEST || length == 0 || length > LONGEST) {
            throw new IllegalArgumentException("a user has a name, and a passcode");
        }
    }

    public static UserPasscode of(String name, String passcode) {
        return new UserPasscode(name, new Bytes(utf8(passcode)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A positive response is requested: without one, nobody knows whether the peer has looked at it. */
    UserItem.UserIdentity item() {
        return new UserItem.UserIdentity(WITH_PASSCODE, true, new Bytes(utf8(name)), passcode);
    }

    /** Not even how long the passcode is. */
    @Override
    public String toString() {
        return name;
    }
}
