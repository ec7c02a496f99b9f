package dev.xdsi.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that is compared with, which takes a moment until it listens.
 *
 * @param output where it writes why it does not
 */
record Listening(String name, Process process, Path output) {
    private static final Duration START = Duration.ofSeconds(30);

    void await(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getPort();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(name + " did not start: " + Files.readString(output), notYet);
                }
                Thread.sleep(20);
            }
        }
    }
}
