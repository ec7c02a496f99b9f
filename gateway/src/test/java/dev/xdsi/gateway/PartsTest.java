package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void partsStopInTheOppositeOrderAlsoPastOneThatFails() {
        parts.add("database", () -> stopped.add("database"));
        parts.add("broken", () -> {
            throw new IllegalStateException("does not stop");
        });
        parts.add("server", () -> stopped.add("server"));

        parts.close();

        assertThat(stopped).containsExactly("server", "database");
    }

    @Test
    void noDoorWaitsForWhatRunsBehindAnother() {
        CountDownLatch allClosing = new CountDownLatch(3);
        parts.add("database", () -> stopped.add("database"));
        for (String name : List.of("portal", "DICOM", "MLLP")) {
            parts.addDoor(name, () -> {
                allClosing.countDown();
                if (allClosing.await(10, TimeUnit.SECONDS)) {
                    stopped.add("door");
                }
            });
        }
        parts.add("record", () -> stopped.add("record"));

        parts.close();

        assertThat(stopped).containsExactly("record", "door", "door", "door", "database");
    }
}
