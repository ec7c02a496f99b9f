package dev.xdsi.dicom.net.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes all PDUs but P-DATA-TF as bytes, PS3.8 9.3. */
final class PduEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PduEncoder() {}

    static byte[] encode(Pdu pdu) {
        return switch (pdu) {
            case AssociateRequest request -> pdu(PduType.ASSOCIATE_REQUEST, request(request));
            case AssociateAccept accept -> pdu(PduType.ASSOCIATE_ACCEPT, accept(accept));
            case AssociateReject reject ->
                pdu(PduType.ASSOCIATE_REJECT, four(reject.result(), reject.source(), reject.reason()));
            case ReleaseRequest ignored -> pdu(PduType.RELEASE_REQUEST, four(0, 0, 0));
            case ReleaseResponse ignored -> pdu(PduType.RELEASE_RESPONSE, four(0, 0, 0));
            case Abort abort -> pdu(PduType.ABORT, four(0, abort.source(), abort.reason()));
            case DataFragment ignored -> throw new IllegalArgumentException("Data fragments are written as a stream");
        };
    }

    private static byte[] pdu(int type, byte[] body) {
        PduEncoder pdu = new PduEncoder().u8(type).u8(0);
        return pdu.u16(body.length >>> 16).u16(body.length).raw(body).toBytes();
    }

    private static byte[] four(int second, int third, int fourth) {
        return new byte[] {0, (byte) second, (byte) third, (byte) fourth};
    }

    private static byte[] request(AssociateRequest request) {
        PduEncoder body = prologue(request.calledAeTitle(), request.callingAeTitle());
        for (ProposedContext context : request.contexts()) {
            PduEncoder item = new PduEncoder().u8(context.id()).u8(0).u16(0);
            item.item(ItemType.ABSTRACT_SYNTAX, ascii(context.abstractSyntax()));
            context.transferSyntaxes().forEach(syntax -> item.item(ItemType.TRANSFER_SYNTAX, ascii(syntax)));
            body.item(ItemType.PROPOSED_CONTEXT, item.toBytes());
        }
        return body.item(ItemType.USER_INFORMATION, userInformation(request.userInformation()))
                .toBytes();
    }

    private static byte[] accept(AssociateAccept accept) {
        PduEncoder body = prologue(accept.calledAeTitle(), accept.callingAeTitle());
        for (ContextResult context : accept.contexts()) {
            PduEncoder item = new PduEncoder()
                    .u8(context.id())
                    .u8(0)
                    .u8(context.reason().code())
                    .u8(0);
            item.item(ItemType.TRANSFER_SYNTAX, ascii(context.transferSyntax()));
            body.item(ItemType.CONTEXT_RESULT, item.toBytes());
        }
        return body.item(ItemType.USER_INFORMATION, userInformation(accept.userInformation()))
                .toBytes();
    }

    private static PduEncoder prologue(AeTitle called, AeTitle calling) {
        return new PduEncoder()
                .u16(1)
                .u16(0)
                .raw(title(called))
                .raw(title(calling))
                .raw(new byte[32])
                .item(ItemType.APPLICATION_CONTEXT, ascii(AssociateRequest.APPLICATION_CONTEXT));
    }

    private static byte[] title(AeTitle title) {
        byte[] padded = new byte[16];
        Arrays.fill(padded, (byte) ' ');
        byte[] text = ascii(title.value());
        System.arraycopy(text, 0, padded, 0, text.length);
        return padded;
    }

    private static byte[] userInformation(UserInformation information) {
        PduEncoder body = new PduEncoder();
        List<UserItem> items = information.items();
        items.forEach(body::userItem);
        return body.toBytes();
    }

    private void userItem(UserItem item) {
        PduEncoder value = new PduEncoder();
        int type = switch (item) {
            case UserItem.MaximumLength(long length) -> {
                value.u16((int) (length >>> 16)).u16((int) length);
                yield ItemType.MAXIMUM_LENGTH;
            }
            case UserItem.ImplementationClassUid(String uid) -> {
                value.raw(ascii(uid));
                yield ItemType.IMPLEMENTATION_CLASS_UID;
            }
            case UserItem.ImplementationVersionName(String name) -> {
                value.raw(ascii(name));
                yield ItemType.IMPLEMENTATION_VERSION_NAME;
            }
            case UserItem.AsynchronousOperationsWindow(int invoked, int performed) -> {
                value.u16(invoked).u16(performed);
                yield ItemType.ASYNCHRONOUS_OPERATIONS_WINDOW;
            }
            case UserItem.RoleSelection(String sopClass, boolean scu, boolean scp) -> {
                value.counted(ascii(sopClass)).u8(scu ? 1 : 0).u8(scp ? 1 : 0);
                yield ItemType.ROLE_SELECTION;
            }
            case UserItem.SopClassExtendedNegotiation(String sopClass, UserItem.Bytes information) -> {
                value.counted(ascii(sopClass)).raw(information.toByteArray());
                yield ItemType.SOP_CLASS_EXTENDED_NEGOTIATION;
            }
            case UserItem.UserIdentity identity -> {
                value.u8(identity.type()).u8(identity.responseRequested() ? 1 : 0);
                value.counted(identity.primary().toByteArray());
                value.counted(identity.secondary().toByteArray());
                yield ItemType.USER_IDENTITY;
            }
            case UserItem.UserIdentityResponse(UserItem.Bytes response) -> {
                value.counted(response.toByteArray());
                yield ItemType.USER_IDENTITY_RESPONSE;
            }
        };
        item(type, value.toBytes());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private PduEncoder item(int type, byte[] value) {
        return u8(type).u8(0).counted(value);
    }

    private PduEncoder counted(byte[] value) {
        if (value.length > 0xFFFF) {
            throw new IllegalArgumentException("An item of an association PDU holds at most 65535 bytes");
        }
        return u16(value.length).raw(value);
    }

    private PduEncoder u8(int value) {
        bytes.write(value);
        return this;
    }

    private PduEncoder u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    private PduEncoder raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    private byte[] toBytes() {
        return bytes.toByteArray();
    }
}
