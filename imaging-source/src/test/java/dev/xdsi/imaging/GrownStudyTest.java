package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.disclosure.DocumentDisclosure;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.imaging.disclosure.ImageConsent;
import dev.xdsi.imaging.manifest.ManifestKind;
import dev.xdsi.imaging.policy.Criterion;
import dev.xdsi.imaging.policy.InstanceChoice;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.imaging.policy.TextPattern;
import dev.xdsi.model.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A study that is registered as normal, to which something comes that a rule takes for restricted, and publishes later. */
@org.junit.jupiter.api.Tag("integration")
class GrownStudyTest extends SourceScene {
    private static final Code RESTRICTED = Code.of("R", "2.16.840.1.113883.5.25", "Restricted");

    /** Whoever may see what is normal, and nothing that will be restricted. */
    private static final DocumentDisclosure NORMAL = (caller, transaction) -> new DocumentDisclosure.View() {
        @Override
        public Set<String> disclosed(Set<String> documentUniqueIds) {
            return documentUniqueIds;
        }

        @Override
        public boolean isDisclosed(Resource unregistered) {
            return unregistered.confidentialityCodes().stream()
                    .noneMatch(code -> code.code().equals("R"));
        }
    };

    @Test
    void whatCameIsJudgedByTheStrictestUntilItIsRegistered() throws Exception {
        PublicationRule later = new PublicationRule(
                "hands later",
                Map.of(Criterion.BODY_PART, List.of(new TextPattern("HAND"))),
                new Treatment(true, List.of(RESTRICTED), Duration.ofHours(2), InstanceChoice.ALL));
        running.close();
        running = new RunningSource(
                folder,
                new RunningSource.Partners(
                        running.repository,
                        running.registry,
                        RunningSource.Partners.manifests(new PublicationPolicy(List.of(later)), ManifestKind.KOS)),
                START,
                Duration.ofMillis(20),
                new ImageConsent(NORMAL, patient -> false));
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        assertThat(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS).statusCode())
                .isEqualTo(200);

        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1").setString(Tag.BodyPartExamined, "HAND"));
        assertThat(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS).statusCode())
                .isEqualTo(404);
        assertThat(running.get("/dicom-web/studies?StudyInstanceUID=" + STUDY, "application/dicom+json")
                        .statusCode())
                .isEqualTo(204);
    }
}
