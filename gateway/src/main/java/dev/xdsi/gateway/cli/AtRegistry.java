package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.UUID;

/** The Patient Identity Feed of a running gateway, as the command line sends to it. */
record AtRegistry(InetSocketAddress address, Console console) {
    static AtRegistry of(Configuration configuration, Console console) {
        return new AtRegistry(
                new InetSocketAddress(configuration.get(Settings.MLLP_HOST), configuration.get(Settings.MLLP_PORT)),
                console);
    }

    /** One message of a Patient Identity Source. */
    interface Message {
        PatientIdentitySource.Answer sendBy(PatientIdentitySource source) throws IOException;
    }

    /** Shows the answer; 0 when it was accepted, 1 when it was refused. */
    int send(Message message) throws CommandFailed {
        PatientIdentitySource.Answer answer = answer(message);
        console.result(answer.readable());
        return answer.isAccepted() ? 0 : 1;
    }

    PatientIdentitySource.Answer answer(Message message) throws CommandFailed {
        try {
            return message.sendBy(new PatientIdentitySource(address, Clock.systemUTC(), UUID::randomUUID));
        } catch (IOException failed) {
            throw new CommandFailed(
                    "No gateway takes patients at " + address + " (" + failed.getMessage()
                            + "). Start one with ./xdsi up, or name its configuration with --config.",
                    failed);
        }
    }
}
