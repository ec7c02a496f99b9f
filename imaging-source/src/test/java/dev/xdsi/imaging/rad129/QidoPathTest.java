package dev.xdsi.imaging.rad129;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.query.QueryLevel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QidoPathTest {
    @Test
    void theSixFormsAreKnown() {
        assertThat(QidoPath.parse("/studies")).isEqualTo(path(QueryLevel.STUDY, null, null));
        assertThat(QidoPath.parse("/series")).isEqualTo(path(QueryLevel.SERIES, null, null));
        assertThat(QidoPath.parse("/instances/")).isEqualTo(path(QueryLevel.IMAGE, null, null));
        assertThat(QidoPath.parse("/studies/1.2/series")).isEqualTo(path(QueryLevel.SERIES, "1.2", null));
        assertThat(QidoPath.parse("/studies/1.2/instances")).isEqualTo(path(QueryLevel.IMAGE, "1.2", null));
        assertThat(QidoPath.parse("/studies/1.2/series/1.3/instances")).isEqualTo(path(QueryLevel.IMAGE, "1.2", "1.3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/studies/1.2",
                "/studies/1.2/series/1.3",
                "/studies/1.2/studies",
                "/studies/1.2/series/1.3/series",
                "/series/1.3/instances",
                "/studies/1..2/series",
                "/studies/1.2/metadata",
                "/studies/1.2/series/1.3/instances/1.4"
            })
    void whatIsRetrievedIsNotSearched(String path) {
        assertThat(QidoPath.parse(path)).isEmpty();
    }

    private static Optional<QidoPath> path(QueryLevel level, @Nullable String study, @Nullable String series) {
        return Optional.of(new QidoPath(level, study, series));
    }
}
