package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Audit records name the address that was called. */
class AuditedEndpointsTest extends UpdateActions {
    @Test
    @Expected(
            reference = "ITI TF-2: 3.57.5.1",
            value = "The audit record of an update, a restricted update or a removal names the endpoint that was called"
                    + " as its destination")
    void eachTransactionNamesItsOwnEndpoint() {
        register("s", manifest("a"));
        update("t", version("b", manifest("a")), updates("t", "b", 1));
        restricted("u", version("c", manifest("a")), updates("u", "c", 2));
        registry.remove(ids("nobody"));

        assertThat(destinations("ITI-42")).containsOnly("/registry");
        assertThat(destinations("ITI-57")).containsOnly("/metadata-update");
        assertThat(destinations("ITI-92")).containsOnly("/update-responder");
        assertThat(destinations("ITI-62")).containsOnly("/metadata-update");
    }

    private List<String> destinations(String transaction) {
        Stream<String> records = registry.audit().read(0, 1 << 27).stream()
                .map(record -> new String(record.message(), StandardCharsets.UTF_8));
        return records.filter(record -> record.contains("csd-code=\"" + transaction + "\""))
                .map(record -> record.replaceAll("(?s).*UserID=\"http://localhost([^\"]*)\".*", "$1"))
                .toList();
    }
}
