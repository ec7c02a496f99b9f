package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.registry.mllp.Frames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code mllp: adt-a04.hl7} — a message of the Patient Identity Feed (ITI-8), a template with a segment a line, over plain MLLP. */
final class MllpPerformer implements Performer {
    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(20).toMillis());
    private static final int LONGEST_ANSWER = 64 * 1024;

    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        URI address =
                context.target().address("mllp").orElseThrow(() -> new BadCaseException("the target has no mllp"));
        String message = context.text().plainTemplate(step.what(), context.names());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            Frames.write(
                    socket.getOutputStream(), (message.replace("\n", "\r") + "\r").getBytes(StandardCharsets.UTF_8));
            if (!Frames.begins(socket.getInputStream())) {
                throw new IOException("closed without an answer");
            }
            byte[] answer = Frames.read(socket.getInputStream(), LONGEST_ANSWER).content();
            return Exchange.of(message, new String(answer, StandardCharsets.UTF_8).replace("\r", "\n"));
        }
    }
}
