package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayProcessTest {
    @Test
    void theHeapIsAllItsGenerationsTogether() throws IOException {
        List<String> serial = List.of(
                "27022:",
                "DefNew     total 19648K, used 1024K [0x00000000fc000000, 0x00000000fd550000, 0x00000000fd550000)",
                " eden space 17472K,  29% used [0x00000000fc000000, 0x00000000fc513258, 0x00000000fd110000)",
                "Tenured    total 43712K, used 2048K [0x00000000fd550000, 0x0000000100000000, 0x0000000100000000)",
                " the  space 43712K,   5% used [0x00000000fd550000, 0x00000000fd7a16a8, 0x0000000100000000)");

        assertThat(GatewayProcess.usedMegabytes(serial)).isEqualTo(3);
    }

    @Test
    void orOneOfRegions() throws IOException {
        List<String> garbageFirst = List.of(
                "27023:",
                "garbage-first heap   total reserved 65536K, committed 65536K, used 11264K [0x00000000fc000000, 0x0000000100000000)",
                " region size 1024K, 8 young (8192K), 1 survivors (1024K)");

        assertThat(GatewayProcess.usedMegabytes(garbageFirst)).isEqualTo(11);
    }

    @Test
    void noHeapIsAnError() {
        assertThatThrownBy(() -> GatewayProcess.usedMegabytes(List.of("27024:", "no such process")))
                .hasMessageContaining("no such process");
    }
}
