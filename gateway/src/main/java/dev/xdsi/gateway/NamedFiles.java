package dev.xdsi.gateway;

import dev.xdsi.gateway.codes.CodesFile;
import dev.xdsi.gateway.config.AnswersFile;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.CommunitySettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.DicomPartnersFile;
import dev.xdsi.gateway.config.LimitsFile;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.PublicationPolicyFile;
import dev.xdsi.gateway.config.PublicationSettings;
import dev.xdsi.gateway.config.RepositorySettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.gateway.xua.IssuersFile;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.soap.tls.NodeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

/** The files that the configuration names for the actors of this process, read as they read them: all that is wrong is known before any starts. */
public final class NamedFiles {
    private final Configuration configuration;
    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();

    private NamedFiles(Configuration configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /** Reads them, and names the key of each that cannot be used. */
    public static void check(Configuration configuration, Map<String, String> environment)
            throws ConfigurationException {
        NamedFiles files = new NamedFiles(configuration, environment);
        files.read();
        if (!files.mistakes.isEmpty()) {
            throw new ConfigurationException(files.mistakes);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException, ConfigurationException;
    }

    private void read() {
        together(
                List.of(Settings.TLS_KEY, Settings.TLS_CERTIFICATE, Settings.TLS_TRUSTED),
                () -> NodeIdentity.ofPem(
                        path(Settings.TLS_KEY), path(Settings.TLS_CERTIFICATE), path(Settings.TLS_TRUSTED)));
        together(
                List.of(XuaSettings.XUA_TRUSTED_ISSUERS),
                () -> new IssuersFile(path(XuaSettings.XUA_TRUSTED_ISSUERS)).read());
        together(List.of(CommunitySettings.PARTNERS), this::partners);
        List<String> actors = configuration.get(Settings.ACTORS);
        if (actors.contains(Settings.REGISTRY)) {
            together(List.of(Settings.REGISTRY_CODES), () -> new CodesFile(path(Settings.REGISTRY_CODES)).read());
        }
        if (actors.contains(Settings.REPOSITORY)) {
            reading(
                    RepositorySettings.ENCRYPTION_KEYS.key(),
                    () -> new DocumentStorage(configuration, environment).keys());
        }
        if (actors.contains(Settings.IMAGING_SOURCE)) {
            together(List.of(PacsKeys.PASSCODE_FILE), () -> PacsUser.of(configuration));
            together(
                    List.of(PublicationSettings.POLICY),
                    () -> PublicationPolicyFile.named(configuration.get(PublicationSettings.POLICY)));
        }
        if (actors.contains(Settings.ASSERTION_PROVIDER)) {
            Setting<String> certificate = AssertionProviderSettings.ASSERTION_CERTIFICATE;
            together(
                    List.of(AssertionProviderSettings.ASSERTION_KEY, certificate),
                    () -> NodeIdentity.ofPem(
                            path(AssertionProviderSettings.ASSERTION_KEY), path(certificate), path(certificate)));
        }
    }

    private void partners() throws IOException, ConfigurationException {
        Path file = path(CommunitySettings.PARTNERS);
        PartnersFile.read(configuration);
        new AnswersFile(file).read();
        new LimitsFile(file).read();
        new DicomPartnersFile(file, SocketFactory.getDefault(), UserDemand.ACCEPTED, CallerRule.ONCE_LISTED).read();
    }

    private Path path(Setting<String> setting) {
        return Path.of(configuration.get(setting));
    }

    /** Files that are read at once; what is not there is said of each. */
    private void together(List<Setting<String>> settings, Reading reading) {
        int before = mistakes.size();
        List<Setting<String>> named = settings.stream()
                .filter(setting -> !configuration.get(setting).isEmpty())
                .toList();
        for (Setting<String> setting : named) {
            if (!Files.exists(path(setting))) {
                mistakes.add(setting.key() + " = " + configuration.get(setting) + ": there is no such file");
            }
        }
        if (!named.isEmpty() && mistakes.size() == before) {
            reading(String.join(", ", named.stream().map(Setting::key).toList()), reading);
        }
    }

    private void reading(String keys, Reading reading) {
        try {
            reading.read();
        } catch (ConfigurationException wrong) {
            wrong.mistakes().forEach(mistake -> mistakes.add(keys + ": " + mistake));
        } catch (IOException | RuntimeException wrong) {
            mistakes.add(keys + ": " + wrong.getMessage());
        }
    }
}
