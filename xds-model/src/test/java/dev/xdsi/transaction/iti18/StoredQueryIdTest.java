package dev.xdsi.transaction.iti18;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredQueryIdTest {
    @ParameterizedTest
    @EnumSource
    void eachIsKnownByItsIdInEitherCase(StoredQueryId query) {
        assertThat(StoredQueryId.of(query.urn())).contains(query);
        assertThat(StoredQueryId.of(query.urn().toUpperCase(Locale.ROOT))).contains(query);
        assertThat(UUID.fromString(query.urn().substring("urn:uuid:".length()))).isNotNull();
    }

    @Test
    void eachHasAnIdOfItsOwn() {
        assertThat(Stream.of(StoredQueryId.values()).map(StoredQueryId::urn)).doesNotHaveDuplicates();
    }

    @Test
    void anotherIdIsNoneOfThem() {
        assertThat(StoredQueryId.of("urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0e"))
                .isEmpty();
        assertThat(StoredQueryId.of("FindDocuments")).isEmpty();
    }
}
