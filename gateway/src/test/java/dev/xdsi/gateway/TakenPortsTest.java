package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TakenPortsTest {
    private static AbstractThrowableAssert<?, ? extends Throwable> refusal(Map<String, String> environment)
            throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDSI_INSECURE", "true");
        Settings.PORTS.forEach(port -> all.putIfAbsent(port.variable(), "0"));
        Configuration configuration = new ConfigurationReader(all).read(null);
        return assertThatThrownBy(() -> TakenPorts.refuse(configuration, Addresses.of(configuration)));
    }

    @Test
    void aPortOfAnotherProgram() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refusal(Map.of("XDSI_PORTAL_PORT", String.valueOf(other.getLocalPort())))
                    .hasMessageContaining("the port is taken")
                    .hasMessageContaining("set portal.port (XDSI_PORTAL_PORT) to another one");
        }
    }

    @Test
    void anAddressOfAnotherMachine() throws Exception {
        refusal(Map.of("XDSI_PORTAL_HOST", "203.0.113.7"))
                .hasMessageContaining("203.0.113.7")
                .hasMessageContaining("no address of this machine. Set portal.host (XDSI_PORTAL_HOST)")
                .hasMessageNotContaining("taken");
    }

    @Test
    void aNameThatNobodyKnows() throws Exception {
        refusal(Map.of("XDSI_DICOM_TLS_HOST", "nowhere.invalid"))
                .hasMessageContaining("the host name is not known")
                .hasMessageContaining("dicom.tls.host (XDSI_DICOM_TLS_HOST)");
    }

    @Test
    void aPortThatNotEveryProgramMayUse() {
        InetSocketAddress privileged = new InetSocketAddress(InetAddress.getLoopbackAddress(), 104);

        assertThatThrownBy(() -> TakenPorts.opening(Settings.DICOM_PORT, privileged, () -> {
                    throw new BindException("Permission denied");
                }))
                .hasMessageContaining("this program may not use the port")
                .hasMessageContaining("set dicom.port (XDSI_DICOM_PORT) to a higher one")
                .hasMessageNotContaining("taken");
    }

    @Test
    void everyPortHasItsHostBesideIt() {
        List<String> keys = Settings.ALL.stream().<String>map(Setting::key).toList();

        assertThat(Settings.PORTS)
                .contains(PortalSettings.PORTAL_PORT)
                .allSatisfy(port -> assertThat(keys).contains(port.key().replaceFirst("port$", "host")));
    }
}
