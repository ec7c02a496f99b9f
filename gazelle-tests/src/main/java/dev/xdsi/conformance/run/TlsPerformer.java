package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * {@code tls: registry-tls} with {@code identity: expired} — whether the tested side takes a connection from a node that shows this
 * certificate; {@code tls11} speaks TLS 1.1 alone (ITI TF-2: 3.19). The outcome is {@code connection}, {@code accepted} or
 * {@code refused}.
 */
final class TlsPerformer implements Performer {
    private static final String OLD = "tls11";

    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        String identity = step.text("identity", "node");
        URI address = context.target()
                .address(step.what())
                .orElseThrow(() -> new BadCaseException("the target has no address " + step.what()));
        String connects = identity + " connects to " + address;
        if (identity.equals(OLD)) {
            return Exchange.of(connects, said(OldHello.isAccepted(address)));
        }
        if (context.target().identities().apply(identity).isEmpty()) {
            throw new BadCaseException("the target has no TLS identity called " + identity);
        }
        Request request = new Request("GET", URI.create(address + "?wsdl"), Map.of(), Bytes.NONE, List.of(), identity);
        return new Exchange(connects, outcome(context, request), Map.of());
    }

    /** A refusal may come at the handshake or, by TLS 1.3, with the first bytes after it. */
    private static Answer outcome(StepContext context, Request request) throws InterruptedException {
        try {
            Answer answer = context.transport().send(request);
            return answer.withBody(Bytes.of(said(true)));
        } catch (IOException refused) {
            return new Answer(
                    0, Map.of("x-reason", String.valueOf(refused.getMessage())), Bytes.of(said(false)), List.of());
        }
    }

    private static String said(boolean accepted) {
        return "{\"connection\": \"" + (accepted ? "accepted" : "refused") + "\"}";
    }
}
