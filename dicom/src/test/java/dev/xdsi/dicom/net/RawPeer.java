package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandElement;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.CommandSet;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A peer that writes whatever bytes a test likes. Its PDUs are put together here and not by the code under test. */
final class RawPeer implements AutoCloseable {
    static final int ENDED = -1;
    static final int ASSOCIATE_AC = 2;
    static final int ASSOCIATE_RJ = 3;
    static final int DATA = 4;
    static final int RELEASE_RP = 6;
    static final int ABORT = 7;

    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String IMPLICIT = "1.2.840.10008.1.2";

    private static final int LONGEST_ANSWER = 5000;

    private final Socket socket;
    private final DataInputStream in;
    byte[] body = {};

    RawPeer(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_ANSWER);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A peer whose association for CT (context 1) and Verification (context 3) stands. */
    static RawPeer associated(int port) throws IOException {
        RawPeer peer = new RawPeer(port);
        peer.send(associate());
        if (peer.answer() != ASSOCIATE_AC) {
            throw new AssertionError("not accepted");
        }
        return peer;
    }

    static byte[] associate() {
        return request("XDSI", "RAW", context(1, CT, IMPLICIT), context(3, VERIFICATION, IMPLICIT), userInformation());
    }

    /** Whether all could be sent before the other side went away. */
    boolean send(byte[]... parts) throws IOException {
        try {
            socket.getOutputStream().write(join(parts));
            return true;
        } catch (SocketException gone) {
            return false;
        }
    }

    /** The type of the next PDU, its body being kept; {@link #ENDED} when the connection was closed. A hang fails. */
    int answer() throws IOException {
        try {
            int type = in.read();
            if (type < 0) {
                return ENDED;
            }
            in.readByte();
            body = new byte[in.readInt()];
            in.readFully(body);
            return type;
        } catch (SocketException reset) {
            return ENDED;
        }
    }

    /** Whether the connection ends in time; what comes before, a TLS alert perhaps, is of no interest. */
    boolean closesWithoutAssociation() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException hangs) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** The command set of the next response, which comes in one fragment. */
    CommandSet response() throws IOException {
        int type = answer();
        if (type != DATA) {
            throw new AssertionError("a response was due, not PDU type " + type);
        }
        return CommandSet.decode(Arrays.copyOfRange(body, 6, body.length));
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static byte[] pdu(int type, byte[]... parts) {
        byte[] all = join(parts);
        return pduClaiming(type, all.length, all);
    }

    static byte[] pduClaiming(int type, long length, byte[] content) {
        return ByteBuffer.allocate(6 + content.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt((int) length)
                .put(content)
                .array();
    }

    static byte[] request(String called, String calling, byte[]... items) {
        return pdu(1, prologue(called, calling), item(0x10, ascii("1.2.840.10008.3.1.1.1")), join(items));
    }

    static byte[] prologue(String called, String calling) {
        byte[] prologue = new byte[68];
        prologue[1] = 1;
        Arrays.fill(prologue, 4, 36, (byte) ' ');
        System.arraycopy(ascii(called), 0, prologue, 4, Math.min(called.length(), 16));
        System.arraycopy(ascii(calling), 0, prologue, 20, Math.min(calling.length(), 16));
        return prologue;
    }

    static byte[] context(int id, String abstractSyntax, String transferSyntax) {
        return item(
                0x20,
                new byte[] {(byte) id, 0, 0, 0},
                item(0x30, ascii(abstractSyntax)),
                item(0x40, ascii(transferSyntax)));
    }

    static byte[] userInformation(byte[]... more) {
        return item(0x50, item(0x51, new byte[] {0, 1, 0, 0}), item(0x52, ascii("1.2.3")), join(more));
    }

    static byte[] item(int type, byte[]... parts) {
        byte[] all = join(parts);
        return itemClaiming(type, all.length, all);
    }

    static byte[] itemClaiming(int type, int length, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) length)
                .put(content)
                .array();
    }

    static byte[] fragment(int contextId, int control, byte[] content) {
        byte[] head = ByteBuffer.allocate(6)
                .putInt(content.length + 2)
                .put((byte) contextId)
                .put((byte) control)
                .array();
        return pdu(DATA, head, content);
    }

    static byte[] command(int contextId, CommandSet.Builder command) {
        return fragment(contextId, 3, command.build().encode());
    }

    static byte[] data(boolean last, byte[] content) {
        return fragment(1, last ? 2 : 0, content);
    }

    static CommandSet.Builder storeCommand() {
        return CommandSet.builder(CommandField.C_STORE.request())
                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, CT)
                .uid(CommandElement.AFFECTED_SOP_INSTANCE_UID, "1.2.3")
                .number(CommandElement.MESSAGE_ID, 7)
                .number(CommandElement.PRIORITY, 0)
                .dataSet(true);
    }

    static CommandSet.Builder echoCommand(int messageId) {
        return CommandSet.builder(CommandField.C_ECHO.request())
                .uid(CommandElement.AFFECTED_SOP_CLASS_UID, VERIFICATION)
                .number(CommandElement.MESSAGE_ID, messageId)
                .dataSet(false);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
