package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The programs of DCMTK as peers. */
final class Dcmtk {
    /** How a program ended and what it said. */
    record Ended(int exitCode, String output) {}

    private Dcmtk() {}

    /** In continuous integration a missing peer is a failure; elsewhere the test is visibly left out. */
    static void required() {
        boolean present = Files.isExecutable(Path.of("/usr/bin/storescu"));
        if (!present && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("DCMTK is missing: install the package dcmtk");
        }
        if (!present) {
            Assumptions.abort("DCMTK is not installed: its storescu, echoscu, dcmsend and storescp were not tried");
        }
    }

    static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "dcmtk", ".log");
        Process process = start(output, command);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends in time: %s", List.of(command))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a program that goes on; the caller ends it. */
    static Process start(Path output, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Without it DCMTK waits 40 ms for every answer (Nagle's algorithm against delayed acknowledgement).
        builder.environment().put("TCP_NODELAY", "1");
        return builder.start();
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** A small CT instance as Part 10 file, made by dump2dcm from a description. */
    static Path ctFile(Path folder, String sopInstanceUid, int pixelBytes) throws IOException, InterruptedException {
        Path pixels = folder.resolve(sopInstanceUid + ".raw");
        try (OutputStream out = Files.newOutputStream(pixels)) {
            for (int i = 0; i < pixelBytes; i++) {
                out.write(i * 31 + i / 251);
            }
        }
        List<String> dump = new ArrayList<>(List.of(
                "(0008,0016) UI [1.2.840.10008.5.1.4.1.1.2]",
                "(0008,0018) UI [" + sopInstanceUid + "]",
                "(0008,0060) CS [CT]",
                "(0010,0010) PN [Phantom^Net]",
                "(0010,0020) LO [NET-1]",
                "(0020,000d) UI [1.2.826.0.1.3680043.10.99.1]",
                "(0020,000e) UI [1.2.826.0.1.3680043.10.99.2]",
                "(0028,0002) US 1",
                "(0028,0004) CS [MONOCHROME2]",
                "(0028,0010) US 1",
                "(0028,0011) US " + pixelBytes / 2,
                "(0028,0100) US 16",
                "(0028,0101) US 16",
                "(0028,0102) US 15",
                "(0028,0103) US 0",
                "(7fe0,0010) OW =" + pixels));
        Path description = Files.write(folder.resolve(sopInstanceUid + ".dump"), dump);
        Path file = folder.resolve(sopInstanceUid + ".dcm");
        Ended made = run(folder, "dump2dcm", "+te", description.toString(), file.toString());
        assertThat(made.exitCode()).as(made.output()).isZero();
        return file;
    }

    /** The data set of a Part 10 file: what follows the meta information, whose length it names first (PS3.10 7.1). */
    static byte[] dataSet(Path part10) throws IOException {
        byte[] file = Files.readAllBytes(part10);
        int metaLength = (file[140] & 0xFF) | ((file[141] & 0xFF) << 8) | ((file[142] & 0xFF) << 16);
        int from = 144 + metaLength;
        byte[] dataSet = new byte[file.length - from];
        System.arraycopy(file, from, dataSet, 0, dataSet.length);
        return dataSet;
    }
}
