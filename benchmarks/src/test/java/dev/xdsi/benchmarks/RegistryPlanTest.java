package dev.xdsi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.benchmarks.RegistryPlan.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryPlanTest {
    private static final Path WORK = Path.of("/somewhere");

    @Test
    void nothingOfARegistryIsMeasuredUnlessAsked() {
        assertThat(RegistryPlan.of(List.of("--portal")).isWanted()).isFalse();
    }

    @Test
    void allPartsOrOne() {
        assertThat(RegistryPlan.of(List.of("--registry")).parts()).containsExactlyInAnyOrder(Part.values());
        assertThat(RegistryPlan.of(List.of("--registry-crowd")).parts()).containsExactly(Part.CROWD);
    }

    @Test
    void thePatientOfAMillionIsOneOfTenMillionAndComesBesidesWhereThereIsOneMillion() {
        Stock ten = RegistryPlan.of(List.of("--registry", "--entries", "10_000_000"))
                .many(WORK);
        Stock one = RegistryPlan.of(List.of("--registry")).many(WORK);

        assertThat(ten.entries()).isEqualTo(9_000_000);
        assertThat(one.entries()).isEqualTo(1_000_000);
        assertThat(List.of(ten, one))
                .allSatisfy(stock -> assertThat(stock.special()).contains(Population.CROWD));
    }

    @Test
    void whatIsKeptIsInTheFolderThatWasNamed() {
        RegistryPlan plan = RegistryPlan.of(List.of("--registry", "--short", "--keep", "/kept"));

        assertThat(plan.many(WORK).data()).isEqualTo(Path.of("/kept/many/data").toAbsolutePath());
        assertThat(plan.few(WORK).data()).isEqualTo(Path.of("/kept/few/data").toAbsolutePath());
        assertThat(RegistryPlan.of(List.of("--registry")).few(WORK).data()).isEqualTo(WORK.resolve("few/data"));
    }

    @Test
    void anOptionWithoutItsValueIsAnError() {
        assertThatThrownBy(() -> RegistryPlan.of(List.of("--registry", "--keep")))
                .hasMessageContaining("--keep needs a value");
    }
}
