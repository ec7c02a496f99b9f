package dev.xdsi.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00, 2027-01-01T00:00",
        "202602, 2026-02-01T00:00, 2026-03-01T00:00",
        "20261231, 2026-12-31T00:00, 2027-01-01T00:00",
        "2026030123, 2026-03-01T23:00, 2026-03-02T00:00",
        "202603012359, 2026-03-01T23:59, 2026-03-02T00:00",
        "20260301235960, 2026-03-01T23:59:59, 2026-03-02T00:00",
        "20260301120000.5, 2026-03-01T12:00:00.5, 2026-03-01T12:00:00.6",
        "20260301120000.123456, 2026-03-01T12:00:00.123456, 2026-03-01T12:00:00.123457"
    })
    void itLastsAsLongAsWhatItLeavesOut(String value, LocalDateTime begin, LocalDateTime end) {
        assertThat(Moment.parse(value)).contains(new Moment(begin, end, null));
    }

    @Test
    void itsOffsetIsBetweenThoseThatThereAre() {
        assertThat(Moment.parse("2026-1200").orElseThrow().offset()).isEqualTo(ZoneOffset.ofHours(-12));
        assertThat(Moment.parse("2026+1400").orElseThrow().offset()).isEqualTo(ZoneOffset.ofHours(14));
        assertThat(Moment.parse("2026+0545").orElseThrow().offset()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 45));
        assertThat(Moment.offset("-0330 ")).contains(ZoneOffset.ofHoursMinutes(-3, -30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "20", "202", "20263", "20260230", "2026.5", "2026-1201", "2026+1401", "2026-0060", "2026-01"
            })
    void otherTextIsNoMoment(String text) {
        assertThat(Moment.parse(text)).isEmpty();
    }
}
