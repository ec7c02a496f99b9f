package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.RecordingRepository.Behaviour;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.report.ReportKind;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Reports that are not what they should be, and who has that mended. */
@org.junit.jupiter.api.Tag("integration")
class ReportReconciliationTest extends ReportScene {
    private static final String WELL = "{\"checked\":1,\"underWay\":0,\"drifted\":[]}";

    private String reconciled(HttpRequest.Builder request) throws Exception {
        return new String(running.send(request, "/reconciliation/" + STUDY).body(), StandardCharsets.UTF_8);
    }

    private String look() throws Exception {
        return reconciled(HttpRequest.newBuilder().GET());
    }

    private String repair() throws Exception {
        return reconciled(HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
    }

    @Test
    void whatWasThereBeforeItWasWantedIsPublishedByARepairAndOnce() throws Exception {
        restart(PublicationPolicy.OPEN);
        publish(DataSets.ct(SERIES, IMAGE), encapsulated(FIRST, PDF), encapsulated(SECOND, OTHER));
        assertThat(look()).isEqualTo(WELL);

        restart(PublicationPolicy.OPEN, ReportKind.PDF);
        assertThat(look()).contains("\"reports\":2", "\"mendable\":true");
        assertThat(running.repository.requests()).as("a look changes nothing").hasSize(1);
        assertThat(repair()).contains("\"reports\":2");
        awaitReports();
        assertThat(running.repository.requests())
                .as("both reports, and the manifest as it is")
                .hasSize(3);
        assertThat(document(1)).isEqualTo(PDF);
        assertThat(document(2)).isEqualTo(OTHER);
        assertThat(look()).isEqualTo(WELL);
        assertThat(repair()).isEqualTo(WELL);
        assertThat(running.repository.requests()).hasSize(3);
    }

    @Test
    void whatWasRefusedIsToldAndTriedAtOnceByARepair() throws Exception {
        running.repository.willFail(Behaviour.NONE, Behaviour.REJECT);
        running.store(DataSets.ct(SERIES, IMAGE));
        running.store(encapsulated(FIRST, PDF));
        running.pass(RunningSource.QUIET);
        awaitInReports("XDSUnknownPatientId");
        String told = look();
        for (int tries = 0; tries < 1500 && !told.contains("\"reports\":1"); tries++) {
            Thread.sleep(20);
            told = look();
        }
        assertThat(told).contains("\"reports\":1");
        repair();
        awaitReports();
        assertThat(running.repository.registrations()).isEqualTo(2);
        assertThat(look()).isEqualTo(WELL);
    }
}
