package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.Gateway;
import dev.xdsi.gateway.GatewayNotStarted;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A start that cannot succeed ends with a message that says what to do. */
@Tag("integration")
class WrongStartTest {
    @TempDir
    private Path folder;

    static List<Setting<Integer>> ports() {
        return Settings.PORTS;
    }

    @ParameterizedTest
    @MethodSource("ports")
    void aTakenPortIsNamedWithItsKeyBeforeAnythingIsStarted(Setting<Integer> port) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration =
                    RunningGateway.configuration(folder.resolve("data")).with(port, "" + other.getLocalPort());

            assertThatThrownBy(() -> Gateway.start(configuration))
                    .isInstanceOf(GatewayNotStarted.class)
                    .hasMessageContaining("" + other.getLocalPort())
                    .hasMessageContaining(port.key());
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** A port that is free when it is looked at and taken when it is listened on, last of all: the gateway itself has it then. */
    @Test
    void aStartThatFailsAtItsEndLeavesNothingRunning() throws Exception {
        Configuration usual = RunningGateway.configuration(folder.resolve("data"));
        String port = "" + FreePort.onLoopback();

        assertThatThrownBy(() -> Gateway.start(
                        usual.with(PortalSettings.PORTAL_PORT, port).with(Settings.MLLP_TLS_PORT, port)))
                .isInstanceOf(GatewayNotStarted.class)
                .hasMessageContaining(port)
                .hasMessageContaining(Settings.MLLP_TLS_PORT.key());

        RunningGateway.start(usual.with(PortalSettings.PORTAL_PORT, port)).close();
    }

    @Test
    void aNewDatabaseBesideDocumentsOfAnotherIsRefusedAndTheyStay() throws Exception {
        Path data = folder.resolve("data");
        Path place = Files.createDirectories(data.resolve("documents/documents/aa/f4"));
        Path document = Files.writeString(place.resolve("aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d-5"), "hello");

        assertThatThrownBy(() -> Gateway.start(RunningGateway.configuration(data)))
                .isInstanceOf(GatewayNotStarted.class)
                .hasMessageContaining("documents/index")
                .hasMessageContaining(Settings.DATABASE_URL.key());

        assertThat(document).hasContent("hello");
        assertThat(data.resolve("xua"))
                .as("nobody's password, and no key that others would have to trust")
                .doesNotExist();
        assertThat(data.resolve("tls")).doesNotExist();
    }

    /** In a database that is not theirs there are no users, and the password of the first is in the data folder. */
    @Test
    void aStartThatIsRefusedLeavesThePasswordThatThereIs() throws Exception {
        Path data = folder.resolve("data");
        RunningGateway.start(RunningGateway.configuration(data)).close();
        String user = Files.readString(data.resolve("xua/first-user"));
        Files.move(data.resolve("postgresql"), folder.resolve("postgresql"));

        assertThatThrownBy(() -> Gateway.start(RunningGateway.configuration(data)))
                .isInstanceOf(GatewayNotStarted.class)
                .hasMessageContaining("documents/index");

        assertThat(data.resolve("xua/first-user")).hasContent(user);
    }

    @Test
    void aWrongKeyIsNamedWithTheRightOne() throws Exception {
        Path config = Files.writeString(folder.resolve("xdsi.yaml"), "portal:\n  prot: 8080\n");

        CommandLine.Ended ended = CommandLine.xdsi(folder, Map.of(), "up", "--config", config.toString());

        assertThat(ended.exitCode()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed())
                .contains("portal.prot", "there is no such key; did you mean portal.port?")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void whoAsksForSubscriptionsIsToldThatNobodyMayBeNotified() throws Exception {
        CommandLine.Ended ended = CommandLine.xdsi(folder, Map.of(), "subscription", "list");

        assertThat(ended.exitCode()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("Subscriptions are off", DsubSettings.DSUB_RECIPIENTS.key());
    }

    @Test
    void aMachineWithoutJdk25IsToldWhatToInstall() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk-17/bin"));
        Files.writeString(folder.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.1\"\n");
        for (String tool : List.of("java", "javac")) {
            Files.createFile(
                    old.resolve(tool),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Path script = folder.resolve("xdsi");
        Files.writeString(script, elsewhere(Files.readString(Path.of(System.getProperty("xdsi.root"), "xdsi"))));

        CommandLine.Ended ended = CommandLine.end(
                CommandLine.start(
                        folder,
                        Map.of(
                                "JAVA_HOME", folder.resolve("jdk-17").toString(),
                                "HOME", folder.toString(),
                                "PATH", old + ":" + tools()),
                        List.of("/bin/bash", script.toString(), "demo")),
                CommandLine.printed(folder));

        assertThat(ended.exitCode()).as(ended.printed()).isEqualTo(3);
        assertThat(ended.printed()).contains("no JDK 25 found", "JAVA_HOME");
    }

    /** The script with every place where systems install JDKs moved below an empty folder. */
    private String elsewhere(String script) {
        String moved = script.replaceAll(" (/usr/lib/jvm|/usr/java|/opt/|/Library/)", " " + folder + "/none$1");
        assertThat(moved).contains("/none/usr/lib/jvm").isNotEqualTo(script);
        return moved;
    }

    /** A folder with the few tools that the script uses, and no java. */
    private Path tools() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "sed")) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place, tool));
                }
            }
        }
        return tools;
    }
}
