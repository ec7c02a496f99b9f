package dev.xdsi.conformance.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Speaks TLS 1.1 and nothing later (RFC 4346 7.4.1.2), which the JDK of the runner would refuse to begin with. */
final class OldHello {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_VERSION = 0x0301;
    private static final int TLS_1_1 = 0x0302;
    private static final int RANDOM_BYTES = 32;

    /** No session; ECDHE and RSA with AES and SHA-1; no compression; curve P-256 with uncompressed points. */
    private static final byte[] REST = HexFormat.of()
            .parseHex("00" + "0008c013c009002f000a" + "0100" + "000e" + "000a000400020017" + "000b00020100");

    private OldHello() {}

    /** Whether the other side goes on with the handshake; an alert or the end of the connection is a refusal. */
    static boolean isAccepted(URI address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            socket.getOutputStream().write(hello());
            socket.getOutputStream().flush();
            return socket.getInputStream().read() == HANDSHAKE;
        } catch (SocketException reset) {
            return false;
        }
    }

    private static byte[] hello() {
        int length = 2 + RANDOM_BYTES + REST.length;
        ByteBuffer hello = ByteBuffer.allocate(4 + length)
                .putInt(CLIENT_HELLO << 24 | length)
                .putShort((short) TLS_1_1)
                .put(new byte[RANDOM_BYTES])
                .put(REST);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write(HANDSHAKE);
        sent.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) RECORD_VERSION)
                .putShort((short) hello.capacity())
                .array());
        sent.writeBytes(hello.array());
        return sent.toByteArray();
    }
}
