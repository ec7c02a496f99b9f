package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PixelMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    private final PixelMemory memory = new PixelMemory(100 * MEGABYTE);

    @Test
    void asMuchAsThereIsIsHadAndNoMore() throws Exception {
        try (PixelMemory.Share first = memory.take(60 * MEGABYTE, Duration.ZERO);
                PixelMemory.Share second = memory.take(40 * MEGABYTE, Duration.ZERO)) {
            assertThat(first).isNotSameAs(second);
            assertThatThrownBy(() -> memory.take(1, Duration.ZERO)).isInstanceOf(BusyException.class);
        }
        memory.take(100 * MEGABYTE, Duration.ZERO).close();
        memory.take(100 * MEGABYTE, Duration.ZERO).close();
    }

    @Test
    void whatIsNeverToBeHadIsRefusedAtOnceAndSaidWhy() {
        assertThatThrownBy(() -> memory.take(100 * MEGABYTE + 1, Duration.ofDays(1)))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("101 MB", "100 for it", "-Xmx");
    }
}
