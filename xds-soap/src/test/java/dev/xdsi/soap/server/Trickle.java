package dev.xdsi.soap.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that always says something, and never comes to an end. */
final class Trickle {
    private static final int PAUSE_MILLIS = 10;

    private Trickle() {}

    /**
     * Sends the text again and again, letter by letter, until the connection is cut.
     *
     * @return what was answered
     * @throws SocketTimeoutException when nobody cuts it
     */
    static String until(Socket socket, String text) throws Exception {
        Thread trickling = Thread.ofVirtual().start(() -> send(socket, text));
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (SocketTimeoutException nobody) {
            throw nobody;
        } catch (IOException cut) {
            // reset, or over TLS ended without a farewell
            answer.append("[cut]");
        } finally {
            socket.close();
            trickling.join();
        }
        return answer.toString();
    }

    private static void send(Socket socket, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            for (int i = 0; !socket.isClosed(); i++) {
                socket.getOutputStream().write(bytes[i % bytes.length]);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException cut) {
            // whoever reads finds out how
        }
    }
}
