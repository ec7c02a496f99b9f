package dev.xdsi.gateway.xua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.xdsi.soap.xua.XServiceProvider.Demand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single endpoints demand of their callers, as an operator writes it. */
class DemandsTest {
    @Test
    void anExceptionHoldsForAPathOrForAPathAtOnePort() {
        Demands demands = Demands.of("/registry=off, /wado@tls=optional, /wado=required");

        assertThat(demands.at("/registry", "tls", Demand.REQUIRED)).isEqualTo(Demand.OFF);
        assertThat(demands.at("/registry", "plain", Demand.REQUIRED)).isEqualTo(Demand.OFF);
        assertThat(demands.at("/wado", "tls", Demand.OFF)).isEqualTo(Demand.OPTIONAL);
        assertThat(demands.at("/wado", "plain", Demand.OFF)).isEqualTo(Demand.REQUIRED);
        assertThat(demands.at("/repository", "plain", Demand.REQUIRED)).isEqualTo(Demand.REQUIRED);
        assertThat(Demands.of("").exceptions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry=off",
                "/registry",
                "/registry=never",
                "/registry@http=off",
                "/a=off,/a=off",
                ",",
                "/a=off=off"
            })
    void whatIsNoListOfExceptionsIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Demands.of(text));
    }
}
