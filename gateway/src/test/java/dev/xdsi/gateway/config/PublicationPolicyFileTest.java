package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.policy.PublicationRule.Treatment;
import dev.xdsi.model.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of the publication policy: what it may say, and what is said of what it may not. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field in
class PublicationPolicyFileTest {
    @TempDir
    Path folder;

    private PublicationPolicy read(String yaml) throws IOException {
        return PublicationPolicyFile.named(
                Files.writeString(folder.resolve("policy.yaml"), yaml).toString());
    }

    private static StudyHeader study(String modality, String institution) {
        return new StudyHeader(List.of(
                new Attributes().setString(Tag.Modality, modality).setString(Tag.InstitutionName, institution)));
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws IOException {
        PublicationPolicy policy = read("""
            rules:
              - rule: nothing of the psychiatry
                when: {institution: "Psychiatr*"}
                publish: false
              - rule: angiographies a day later, restricted
                when: {modality: [XA, RF], institution: ["Clinic*", "Hospital*"]}
                publish: true
                confidentiality: R^Restricted^2.16.840.1.113883.5.25
                delay: 24 h
                without: [presentation-states, 1.2.840.10008.5.1.4.1.1.66]
              - rule: the rest as it is
                publish: true
            """);

        assertThat(policy.rule(study("XA", "psychiatrische Klinik")).then().publish())
                .isFalse();
        Treatment angiography = policy.rule(study("XA", "Clinic North")).then();
        assertThat(angiography.delay()).isEqualTo(Duration.ofHours(24));
        assertThat(angiography.confidentialityCode())
                .containsExactly(Code.of("R", "2.16.840.1.113883.5.25", "Restricted"));
        assertThat(angiography.instances().without())
                .containsExactlyInAnyOrder("presentation-states", "1.2.840.10008.5.1.4.1.1.66");
        assertThat(policy.rule(study("CT", "Clinic North")).name()).isEqualTo("the rest as it is");
    }

    @Test
    void withoutAFileEverythingIsPublished() throws IOException {
        assertThat(PublicationPolicyFile.named("")).isEqualTo(PublicationPolicy.OPEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|expected a list under the one key rules",
                "{rules: [], rule: x}|expected a list under the one key rules",
                "{rules: [{publish: true}]}|rule 1 has no name",
                "{rules: [{rule: a}]}|rule «a»: publish is missing: true or false",
                "{rules: [{rule: a, publish: maybe}]}|rule «a»: publish is true or false, not maybe",
                "{rules: [{rule: a, publish: true, dely: 1 h}]}|rule «a»: there is no key dely; there are rule, when, publish",
                "{rules: [{rule: a, publish: true, delay: soon}]}|rule «a»: is not a duration",
                "{rules: [{rule: a, publish: false, delay: 1 h}]}|rule «a»: what is not published needs no delay",
                "{rules: [{rule: a, publish: true, when: {modalty: CT}}]}|rule «a»: there is no key modalty; there are modality",
                "{rules: [{rule: a, publish: true, when: {modality: []}}]}|rule «a»: modality is a text or a list",
                "{rules: [{rule: a, publish: true, when: {modality: ' '}}]}|rule «a»: a text to compare with",
                "{rules: [{rule: a, publish: true, when: CT}]}|rule «a»: when names what is compared",
                "{rules: [{rule: a, publish: true, only: pictures}]}|rule «a»: only: pictures is neither the UID",
                "{rules: [{rule: a, publish: true, confidentiality: R}]}|rule «a»: confidentiality is code^name^codingScheme",
                "{rules: [{rule: a, publish: true}, {rule: a, publish: false}]}|two rules are called a",
                "{rules: [{rule: a|is not YAML"
            })
    void mistakesAreNamed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("policy.yaml")
                .hasMessageContaining(message);
    }
}
