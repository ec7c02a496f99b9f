package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnersFileTest {
    private static final HomeCommunityId OWN = new HomeCommunityId(new Oid("1.2.3"));
    private static final Duration BUDGET = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void theExampleIsValidAndUsesEveryKey() throws Exception {
        RemoteCommunity south =
                PartnersFile.read(file(PartnersFile.example()), OWN, BUDGET).getFirst();

        assertThat(south.home().urn()).isEqualTo("urn:oid:1.2.3.4.5");
        assertThat(south.name()).isEqualTo("Hospital South");
        assertThat(south.addresses().query()).hasPath("/responding-gateway");
        assertThat(south.imaging())
                .hasValueSatisfying(address -> assertThat(address).hasPath("/responding-imaging-gateway"));
        assertThat(south.patientDiscovery()).isPresent();
        assertThat(south.patientAuthority()).isEqualTo(new Oid("1.2.3.4.5.6"));
        assertThat(south.budget()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatMayBeAbsentMayBeAbsent() throws Exception {
        RemoteCommunity south = PartnersFile.read(
                        file("communities:\n- home-community-id: urn:oid:1.9\n  name: S\n  query: http://s/\n"),
                        OWN,
                        BUDGET)
                .getFirst();

        assertThat(south.budget()).isEqualTo(BUDGET);
        assertThat(south.imaging()).isEmpty();
        assertThat(PartnersFile.read(file(""), OWN, BUDGET)).isEmpty();
        assertThat(PartnersFile.read(file("communities: []\n"), OWN, BUDGET)).isEmpty();
    }

    @Test
    void allMistakesAreReportedTogetherWithTheirLines() throws Exception {
        Path file = file("""
            communities:
            - home-community-id: 1.2.3
              name: ourselves
              query: ftp://x/
            - home-community-id: hospital
              nmae: South
              query: https://s/
              query: https://s/
              time-budget: 0 s
            - just a word
            - home-community-id: "1.9"
              name: A
              query: https://a/
            - home-community-id: "1.9"
              name: B
              query: https://b/
            """);

        assertThat(mistakes(file))
                .extracting(mistake -> mistake.substring(file.toString().length()))
                .containsExactly(
                        ":2: home-community-id = 1.2.3: is this community itself",
                        ":4: query = ftp://x/: is not an http or https URL",
                        ":6: nmae: there is no such key; the keys are home-community-id, imaging, name,"
                                + " patient-authority, patient-discovery, query, time-budget",
                        ":8: query is there twice",
                        ":5: home-community-id = hospital: is not a homeCommunityId: an OID such as 1.2.3, with"
                                + " urn:oid: at most 64 characters",
                        ":5: name is missing",
                        ":9: time-budget = 0 s: leaves no time",
                        ":10: a community is written as keys with values",
                        ":14: urn:oid:1.9 is in the list twice");
    }

    @Test
    void whatIsNoListOfCommunitiesIsRefused() throws Exception {
        assertThat(mistakes(file("partners: []\n"))).singleElement().asString().contains(":1: the file has the keys");
        assertThat(mistakes(file("a: b: c\n"))).singleElement().asString().contains("is not YAML");
        assertThat(mistakes(folder.resolve("absent")))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    private List<String> mistakes(Path file) {
        return catchThrowableOfType(ConfigurationException.class, () -> PartnersFile.read(file, OWN, BUDGET))
                .mistakes();
    }

    @Test
    void aPortThatIsNoneIsAMistake() throws Exception {
        for (String port : new String[] {"70000", "65536", "0"}) {
            Path file = file("communities:\n- home-community-id: 1.9\n  name: S\n  query: http://s:" + port + "/\n");

            assertThatThrownBy(() -> PartnersFile.read(file, OWN, BUDGET))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(":4: query = http://s:" + port + "/: has a port that is none");
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("partners.yaml"), text);
    }
}
