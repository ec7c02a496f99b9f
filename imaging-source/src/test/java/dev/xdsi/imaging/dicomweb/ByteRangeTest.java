package dev.xdsi.imaging.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes of a hundred a header asks for (RFC 9110 14.1.2, 14.2). */
class ByteRangeTest {
    private static final long SIZE = 100;

    private static String read(String header) {
        return ByteRange.of(header, SIZE).orElseThrow().stream()
                .map(range -> range.from() + "+" + range.length())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0              | 0+1",
                "Bytes= 5-9             | 5+5",
                "bytes=90-              | 90+10",
                "bytes=90-1000          | 90+10",
                "bytes=-10              | 90+10",
                "bytes=-1000            | 0+100",
                "bytes=0-4,10-14        | 0+5 10+5",
                "bytes=-5, 0-4          | 95+5 0+5",
                "bytes=,0-0,,99-,       | 0+1 99+1",
                "bytes=0-49,25-74       | 0+50 25+50",
                "bytes=0-4,100-,500-600 | 0+5",
            })
    void rangesComeInTheOrderInWhichTheyAreAskedFor(String header, String ranges) {
        assertThat(read(header)).isEqualTo(ranges);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=-0", "bytes=100-200,300-,-0"})
    void ofRangesBeyondTheEndNoneIsLeft(String header) {
        assertThat(ByteRange.of(header, SIZE)).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lines=1-2",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=0-4,7-3",
                "bytes=0-4,x",
                "bytes=0-4;5-6",
                "bytes=99999999999999999999-"
            })
    void whatIsNotUnderstoodIsNoRange(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEmpty();
    }

    /** So that no answer is more work than the whole. */
    @Test
    void moreThanTheWholeOrManyRangesAreNone() {
        assertThat(ByteRange.of("bytes=0-,0-0", SIZE)).isEmpty();
        assertThat(ByteRange.of("bytes=0-59,40-99", SIZE)).isEmpty();
        assertThat(ByteRange.of("bytes=0-49,50-99", SIZE)).isPresent();
        assertThat(ByteRange.of(bytes(16), SIZE))
                .hasValueSatisfying(ranges -> assertThat(ranges).hasSize(16));
        assertThat(ByteRange.of(bytes(17), SIZE)).isEmpty();
    }

    private static String bytes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> 2 * i + "-" + 2 * i)
                .collect(Collectors.joining(",", "bytes=", ""));
    }
}
