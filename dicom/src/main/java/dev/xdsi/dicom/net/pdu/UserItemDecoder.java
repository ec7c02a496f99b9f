package dev.xdsi.dicom.net.pdu;

import dev.xdsi.dicom.net.pdu.UserItem.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Understands the sub-items of the user information, PS3.7 D.3.3. */
final class UserItemDecoder {
    /** Two or three for each of 128 contexts, and the few that come once. */
    private static final int MAXIMUM_ITEMS = 512;

    private UserItemDecoder() {}

    static UserInformation decode(ByteCursor information) throws ProtocolViolation {
        List<UserItem> items = new ArrayList<>();
        for (int count = 0; information.hasMore(); count++) {
            if (count == MAXIMUM_ITEMS) {
                throw ProtocolViolation.parameter("More than " + MAXIMUM_ITEMS + " user information items");
            }
            int type = information.u8();
            information.skip(1);
            ByteCursor value = information.slice(information.u16());
            item(type, value).ifPresent(items::add);
        }
        return new UserInformation(items);
    }

    private static Optional<UserItem> item(int type, ByteCursor value) throws ProtocolViolation {
        return Optional.ofNullable(
                switch (type) {
                    case ItemType.MAXIMUM_LENGTH -> new UserItem.MaximumLength(value.u32());
                    case ItemType.IMPLEMENTATION_CLASS_UID -> new UserItem.ImplementationClassUid(value.restAsUid());
                    case ItemType.ASYNCHRONOUS_OPERATIONS_WINDOW ->
                        new UserItem.AsynchronousOperationsWindow(value.u16(), value.u16());
                    case ItemType.ROLE_SELECTION ->
                        new UserItem.RoleSelection(value.uid(value.u16()), value.u8() == 1, value.u8() == 1);
                    case ItemType.IMPLEMENTATION_VERSION_NAME -> versionName(value);
                    case ItemType.SOP_CLASS_EXTENDED_NEGOTIATION ->
                        new UserItem.SopClassExtendedNegotiation(value.uid(value.u16()), new Bytes(value.rest()));
                    case ItemType.USER_IDENTITY ->
                        new UserItem.UserIdentity(
                                value.u8(),
                                value.u8() == 1,
                                new Bytes(value.take(value.u16())),
                                new Bytes(value.take(value.u16())));
                    case ItemType.USER_IDENTITY_RESPONSE ->
                        new UserItem.UserIdentityResponse(new Bytes(value.take(value.u16())));
                    default -> null;
                });
    }

    /** Some peers send longer names than the 16 characters allowed; the name decides nothing, so it is cut. */
    private static UserItem versionName(ByteCursor value) throws ProtocolViolation {
        StringBuilder name = new StringBuilder();
        while (value.hasMore() && name.length() < 16) {
            int c = value.u8();
            name.append(c >= 0x20 && c < 0x7F ? (char) c : '?');
        }
        return new UserItem.ImplementationVersionName(name.toString());
    }
}
