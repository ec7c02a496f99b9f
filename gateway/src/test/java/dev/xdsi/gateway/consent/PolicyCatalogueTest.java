package dev.xdsi.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xdsi.consent.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCatalogueTest {
    @TempDir
    Path folder;

    private PolicyCatalogue read(String yaml) throws IOException {
        return PolicyCatalogue.of(
                Files.writeString(folder.resolve("policies.yaml"), yaml).toString());
    }

    @Test
    void theBuiltInPoliciesHaveEveryMeaningThatNeedsNoKnowledgeOfTheDomain() {
        PolicyCatalogue builtIn = PolicyCatalogue.of("");

        assertThat(builtIn.policies().stream().map(PolicyCatalogue.Entry::policy))
                .contains(new Policy.ShareWithTreatingStaff(), new Policy.EmergencyOnly());
        assertThat(builtIn.find("share-nothing").map(PolicyCatalogue.Entry::oid))
                .contains("2.25.10994165969399172505544925309874376845");
        assertThat(builtIn.namesByOid()).hasSize(4);
    }

    @Test
    void theExampleMayBeTakenAsItIs() throws Exception {
        assertThat(read(PolicyCatalogue.example())).isEqualTo(PolicyCatalogue.of(""));
    }

    @Test
    void readsTheParametersOfAPolicy() throws Exception {
        PolicyCatalogue catalogue = read("""
            policies:
              - oid: "1.2.3"
                name: here
                text: Here.
                meaning: only-organisations
                organisations: ["urn:oid:1.2", "https://clinic.example"]
            """);
        assertThat(catalogue.byOid())
                .containsEntry("1.2.3", new Policy.OnlyOrganisations(Set.of("urn:oid:1.2", "https://clinic.example")));
    }

    @Test
    void saysEveryMistakeAtOnce() {
        String message = String.valueOf(catchThrowableOfType(IllegalArgumentException.class, () -> read("""
            policies:
              - oid: "not.an.oid"
                name: a
                text: A.
                meaning: treating-staff
                organisations: ["urn:oid:1.2"]
              - oid: "1.2.4"
                name: a
                meaning: sharing
              - oid: "1.2.5"
                name: b
                text: B.
                meaning: not-class-codes
                class-codes: [PSY]
              - name: c
                text: C.
                meaning: not-confidentiality-codes
              - nothing
            """))
                .getMessage());

        assertThat(message)
                .contains(
                        "policy 1: oid not.an.oid is no OID",
                        "policy 1: the key organisations has no sense here",
                        "policy 2: text is missing",
                        "policy 2: another policy is called a already",
                        "policy 2: meaning sharing is none of emergency-only",
                        "policy 3: PSY under class-codes is not code^^codingScheme",
                        "policy 4: oid is missing",
                        "policy 4: confidentiality-codes must list at least one",
                        "policy 5 has no keys");
    }

    @Test
    void whatIsNoListOfPoliciesIsRefused() {
        for (String yaml : new String[] {"", "policies: none", "a: [", "other: []"}) {
            assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> read(yaml)))
                    .as(yaml)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> PolicyCatalogue.of("/no/such/file")))
                .hasMessageContaining("cannot be read");
    }
}
