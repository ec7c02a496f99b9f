package dev.xdsi.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.Settings;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration of several communities as a user starts it: three gateways, mutual TLS, assertions, ITI-8, ITI-55, XCA, XCA-I. */
@Tag("integration")
class ThreeCommunitiesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern INVITATION =
            Pattern.compile("Look at the study at (\\S+) : log in as (\\S+) with the password in (\\S+)\\. Stop with");

    @TempDir
    static Path folder;

    private static Process demo;
    private static String printed;

    @BeforeAll
    static void demonstrate() throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("XDSI_DATA", folder.resolve("data").toString());
        Settings.PORTS.forEach(port -> environment.put(port.variable(), "0"));
        demo = CommandLine.start(folder, environment, "demo", "--communities", "3");
        printed = printed();
    }

    /** All until it waits for Ctrl-C. */
    private static String printed() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String now = Files.readString(CommandLine.printed(folder));
            if (INVITATION.matcher(now).find()) {
                return now;
            }
            assertThat(demo.isAlive() && System.nanoTime() < end).as(now).isTrue();
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        demo.destroy();
        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyStudyIsFoundAndFetchedFromTheFirstCommunityAlsoWhileAnotherIsDown() {
        assertThat(printed.lines().filter(line -> line.startsWith("demo ")))
                .singleElement()
                .asString()
                .matches("demo ok communities=3 studies=3 instances=36 images=identical seconds=\\d+ unavailable=1"
                        + " reported");
    }

    @Test
    void whoFollowsTheInvitationSeesTheStudyWithinThreeClicks() throws Exception {
        Browser browser = Browser.ofThisMachine();
        Matcher invitation = INVITATION.matcher(printed);
        assertThat(invitation.find()).isTrue();
        Properties written = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(invitation.group(3)))) {
            written.load(file);
        }

        browser.walk(
                "demo",
                Map.of(
                        "XDSI_INVITATION", invitation.group(1),
                        "XDSI_PORTAL",
                                URI.create(invitation.group(1))
                                        .resolve("/")
                                        .toString()
                                        .replaceAll("/$", ""),
                        "XDSI_USER", invitation.group(2),
                        "XDSI_PASSWORD", written.getProperty("password")));
    }
}
