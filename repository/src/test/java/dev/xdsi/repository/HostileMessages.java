package dev.xdsi.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.xdsi.model.draft.Submissions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What attacks on a Document Repository share: its servers, how messages are made and sent, and the {@link Oracle} that is asked after each. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileMessages {
    static final String SOAP = "application/soap+xml; charset=UTF-8";
    static final String END = "--source-boundary--\r\n";

    @TempDir
    static Path folder;

    private HikariDataSource database;
    AttackedRepository repository;
    Oracle oracle;

    @BeforeAll
    void start() throws Exception {
        database = TestDatabase.open();
        TestDatabase.clear(database);
        repository = new AttackedRepository(folder, database);
        oracle = new Oracle(repository);
    }

    @AfterEach
    void nothingHappened() throws IOException {
        oracle.unharmed();
    }

    @AfterAll
    void stop() throws IOException {
        try (HikariDataSource connections = database;
                AttackedRepository attacked = repository;
                Oracle asked = oracle) {
            assertThat(attacked.documents()).isNotEmptyDirectory();
            assertThat(connections.isClosed()).isFalse();
            asked.resourcesAreBack();
        }
    }

    /** A submission of the attacker, which would be taken if nothing were wrong with it. */
    static ProvidedMessage submission(byte[] content) {
        return ProvidedMessage.of(Submissions.ofOneManifest(Oracle.ATTACKER))
                .attached(Submissions.uuid(Oracle.ATTACKER).value(), content);
    }

    static String message() {
        return new String(submission("harm".getBytes(UTF_8)).bytes(), ISO_8859_1);
    }

    static String before(String message, String marker, String inserted) {
        int at = message.lastIndexOf(marker);
        assertThat(at).isPositive();
        return message.substring(0, at) + inserted + message.substring(at);
    }

    String post(String contentType, String message) throws IOException {
        return oracle.post(contentType, message.getBytes(ISO_8859_1));
    }

    String raw(String text) throws IOException {
        return AttackedRepository.exchange(repository.connect(), text.getBytes(ISO_8859_1));
    }

    /** Where nobody waits long for what does not come. */
    String hastily(String text) throws IOException {
        return AttackedRepository.exchange(repository.connectHastily(), text.getBytes(ISO_8859_1));
    }

    static String head(String headers) {
        return "POST " + AttackedRepository.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                + "\r\n";
    }

    /** A fault, an error of ITI TF-3: 4.2.4 or of HTTP; nothing of the inside. */
    static void refused(String answer) {
        assertThat(answer)
                .matches("(?s)HTTP/1.1 (200|4\\d\\d|50[0135]).*")
                .doesNotContain("Exception", "\tat ", "root:", "ResponseStatusType:Success")
                .satisfiesAnyOf(
                        it -> assertThat(it).contains("Fault>"),
                        it -> assertThat(it).contains("ResponseStatusType:Failure"),
                        it -> assertThat(it).matches("(?s)HTTP/1.1 (4\\d\\d|50[135]).*"));
    }

    /** Refused, or cut off without a word. */
    static void assertHarmless(String answer) {
        if (answer.startsWith("HTTP")) {
            refused(answer);
        }
    }
}
