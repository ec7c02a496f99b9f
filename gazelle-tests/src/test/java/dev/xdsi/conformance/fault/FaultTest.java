package dev.xdsi.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Part;
import dev.xdsi.conformance.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {
    private static final Answer GOOD =
            new Answer(200, Map.of("a", "b"), Bytes.of("<x/><x/>"), List.of(new Part(Map.of(), Bytes.of("abc"))));

    @TempDir
    private Path folder;

    @Test
    void eachChangesWhatItSaysAndNothingElse() throws IOException {
        assertThat(fault("{families: [f], body: {x: y}}").broken(GOOD).body().text())
                .isEqualTo("<y/><x/>");
        assertThat(fault("{families: [f], status: 500}").broken(GOOD)).isEqualTo(GOOD.withStatus(500));
        assertThat(fault("{families: [f], headers: {a: c}}").broken(GOOD)).isEqualTo(GOOD.withHeader("a", "c"));
        assertThat(fault("{families: [f], parts: drop}").broken(GOOD).parts()).isEmpty();
        assertThat(fault("{families: [f], parts: flip}").broken(GOOD).parts())
                .singleElement()
                .satisfies(part -> assertThat(part.content().text()).isEqualTo("acc"));
        assertThat(fault("{families: [f], body: {nowhere: y}}").broken(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void whatTheOtherSideOverlooksIsTakenOutOfTheRequest() throws Exception {
        Fault fault = fault("{families: [f], request: {' and more': ''}}");
        Request request =
                new Request("POST", URI.create("http://x/"), Map.of(), Bytes.of("this and more"), List.of(), "node");

        Answer answer = new BreakingTransport(sent -> GOOD.withBody(sent.body()), fault).send(request);

        assertThat(fault.isOfRequest()).isTrue();
        assertThat(answer.body().text()).isEqualTo("this");
    }

    @Test
    void aKeyThatNobodyKnowsIsNotOverlooked() {
        assertThatThrownBy(() -> fault("{families: [f], bdoy: {x: y}}")).isInstanceOf(BadCaseException.class);
    }

    private Fault fault(String yaml) throws IOException {
        Path file = folder.resolve("faults.yaml");
        Files.writeString(file, "one: " + yaml);
        return FaultFile.read(file).getFirst();
    }
}
