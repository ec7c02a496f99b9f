package dev.xdsi.soap.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.SpoolQuota;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final byte[] TEN = new byte[10];

    @TempDir
    Path folder;

    private final SpoolQuota quota = new SpoolQuota(30);

    private Spool spool() {
        return new Spool(new SoapSettings(new SoapLimits(1, 100, 100, 100, 15), folder, quota, UUID::randomUUID));
    }

    private static void write(Spool spool, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            spool.write(TEN, 0, TEN.length);
        }
    }

    @Test
    void whatIsInMemoryTakesNothingAndWhatIsInAFileAllOfIt() throws IOException {
        try (Spool spool = spool()) {
            write(spool, 1);
            assertThat(quota.taken()).isZero();
            write(spool, 1);
            assertThat(quota.taken()).isEqualTo(20);
        }
        assertThat(quota.taken()).isZero();
    }

    @Test
    void severalShareTheRoomAndGiveItBackOnce() throws IOException {
        Spool first = spool();
        write(first, 2);
        try (Spool second = spool()) {
            assertThatThrownBy(() -> write(second, 2)).isInstanceOf(NoRoomException.class);
            first.close();
            first.close();
            assertThat(quota.taken()).isEqualTo(10);
            write(second, 2);
            assertThatThrownBy(() -> write(first, 1)).isInstanceOf(ClosedChannelException.class);
            assertThat(quota.taken()).isEqualTo(30);
        }
        assertThat(quota.taken()).isZero();
    }

    @Test
    void whatIsReadAfterAWriteWasRefusedIsWhatWasWrittenBefore() throws IOException {
        try (Spool spool = spool()) {
            write(spool, 3);
            assertThatThrownBy(() -> write(spool, 1)).isInstanceOf(NoRoomException.class);
            try (InputStream in = spool.open(0, spool.size())) {
                assertThat(in.readAllBytes()).hasSize(30);
            }
        }
    }
}
