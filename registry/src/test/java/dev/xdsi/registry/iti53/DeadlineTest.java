package dev.xdsi.registry.iti53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No recipient keeps a notification longer than it may, whatever it does meanwhile. */
class DeadlineTest {
    private static final URI ANYWHERE = URI.create("http://recipient.example/notify");

    @TempDir
    private static Path folder;

    @Test
    void aRecipientThatTricklesIsCutOff() throws Exception {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        try (SlowRecipient slow = new SlowRecipient()) {
            Reception response = new Deadline(
                            new DocumentMetadataNotifyClient(clients, URI.create("http://broker.example/broker")),
                            Duration.ofSeconds(2))
                    .perform(Notified.at(slow.address()), Caller.self("broker"));

            assertThat(response)
                    .isEqualTo(new Reception.Failed(slow.address() + " took longer than 2 s over a notification"));
            assertThat(slow.wasCut()).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
        }
    }

    @Test
    void whatIsInTimeGoesThrough() {
        assertThat(new Deadline((notification, caller) -> new Reception.Taken(), Duration.ofMinutes(1))
                        .perform(Notified.at(ANYWHERE), Caller.self("broker")))
                .isEqualTo(new Reception.Taken());
    }

    @Test
    void whatFailsFails() {
        Deadline deadline = new Deadline(
                (notification, caller) -> {
                    throw new IllegalArgumentException("broken");
                },
                Duration.ofMinutes(1));

        assertThatThrownBy(() -> deadline.perform(Notified.at(ANYWHERE), Caller.self("broker")))
                .hasRootCauseMessage("broken");
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        Thread.currentThread().interrupt();
        try {
            Reception response = new Deadline(
                            (notification, caller) -> {
                                try {
                                    Thread.sleep(Duration.ofMinutes(1));
                                } catch (InterruptedException cancelled) {
                                    Thread.currentThread().interrupt();
                                }
                                return new Reception.Taken();
                            },
                            Duration.ofMinutes(1))
                    .perform(Notified.at(ANYWHERE), Caller.self("broker"));
            assertThat(response).isInstanceOf(Reception.Failed.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
