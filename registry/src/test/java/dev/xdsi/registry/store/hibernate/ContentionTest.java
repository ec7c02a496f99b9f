package dev.xdsi.registry.store.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentionTest {
    @ParameterizedTest
    @CsvSource({
        "23505, OVERTAKEN",
        "40P01, OVERTAKEN",
        "40001, OVERTAKEN",
        "55P03, BLOCKED",
        "23502, NONE",
        "53100, NONE",
    })
    void isToldByTheSqlState(String sqlState, Contention contention) {
        SQLException reason = new SQLException("reason", sqlState);

        assertThat(Contention.of(new IllegalStateException(new RuntimeException(reason))))
                .isEqualTo(contention);
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(Contention.of(new IllegalStateException("broken"))).isEqualTo(Contention.NONE);
        assertThat(Contention.of(new IllegalStateException(new SQLException("no state"))))
                .isEqualTo(Contention.NONE);
    }
}
