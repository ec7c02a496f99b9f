package dev.xdsi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeCommunityIdTest {

    @Test
    void isReadAndWrittenAsAnOidUrn() {
        assertThat(HomeCommunityId.parse("urn:oid:1.2.3"))
                .contains(new HomeCommunityId(new Oid("1.2.3")))
                .hasValueSatisfying(home -> assertThat(home).hasToString("urn:oid:1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "urn:oid:", "urn:oid:1.02", "URN:OID:1.2.3", "urn:uuid:1.2.3", " urn:oid:1.2.3"})
    void anythingElseIsNone(String written) {
        assertThat(HomeCommunityId.parse(written)).isEmpty();
    }

    @Test
    void hasAtMost64CharactersWithItsPrefix() {
        String oid56 = "1." + "2".repeat(54);
        assertThat(HomeCommunityId.parse("urn:oid:" + oid56)).isPresent();
        assertThat(HomeCommunityId.parse("urn:oid:" + oid56 + "2")).isEmpty();
        assertThatThrownBy(() -> new HomeCommunityId(new Oid(oid56 + "2")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
