package dev.xdsi.gateway.cli;

import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.ConfigurationException;
import dev.xdsi.gateway.config.ConfigurationReader;
import dev.xdsi.model.PatientId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What every command understands. */
final class Options {
    /** Taken when it exists and no other is named. */
    private static final Path USUAL_FILE = Path.of("xdsi.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file (default: $XDSI_CONFIG, else xdsi.yaml here if there is one).")
    @Nullable
    Path config;

    Configuration configuration() throws ConfigurationException {
        Path file = config;
        String named = System.getenv("XDSI_CONFIG");
        if (file == null && named != null && !named.isEmpty()) {
            file = Path.of(named);
        }
        if (file == null && Files.exists(USUAL_FILE)) {
            file = USUAL_FILE;
        }
        return new ConfigurationReader(System.getenv()).read(file);
    }

    /** {@code ID^^^&OID&ISO}. */
    static final class PatientIdConverter implements ITypeConverter<PatientId> {
        @Override
        public PatientId convert(String cx) {
            return PatientId.parse(cx)
                    .orElseThrow(() -> new TypeConversionException(
                            "a patient id is written 'ID^^^&OID&ISO', in quotes, but this is: " + cx));
        }
    }
}
