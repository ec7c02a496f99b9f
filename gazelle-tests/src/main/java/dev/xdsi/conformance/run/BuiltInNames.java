package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.Names;
import dev.xdsi.conformance.host.Target;
import dev.xdsi.conformance.wire.Bytes;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names that every case may use: {@code uuid:x} and {@code oid:x}, fresh for the case and the same at each mention, {@code short:x} of 16
 * characters; {@code patientId},
 * {@code patientId:x}, patients of the case's own; {@code now}, {@code today}; {@code sha1:…}, {@code size:…} of a text; {@code url:…}, a text as
 * part of a URL; {@code image:study series instance …}, a text as a DICOM file; the values of the target; and constants.
 */
final class BuiltInNames implements Names {
    private static final int SHORT = 16;
    private static final DateTimeFormatter DTM = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Target target;
    private final Instant now;
    private final Supplier<UUID> uuids;
    private final Map<String, String> constants;
    private final Map<String, String> made = new HashMap<>();

    BuiltInNames(Target target, Map<String, String> constants, InstantSource clock, Supplier<UUID> uuids) {
        this.target = target;
        this.constants = constants;
        this.now = clock.instant();
        this.uuids = uuids;
    }

    @Override
    public Optional<String> value(String name) {
        if (name.startsWith("uuid:")) {
            return Optional.of(made.computeIfAbsent(name, _ -> "urn:uuid:" + uuids.get()));
        }
        if (name.startsWith("oid:")) {
            return Optional.of(made.computeIfAbsent(name, _ -> "2.25." + number(uuids.get())));
        }
        if (name.startsWith("short:")) {
            return Optional.of(made.computeIfAbsent(
                    name, _ -> uuids.get().toString().replace("-", "").substring(0, SHORT)));
        }
        if (name.equals("patientId") || name.startsWith("patientId:")) {
            return Optional.of(made.computeIfAbsent(name, _ -> target.patients().next()));
        }
        if (name.startsWith("sha1:")) {
            return Optional.of(Bytes.of(name.substring("sha1:".length())).sha1());
        }
        if (name.startsWith("size:")) {
            return Optional.of(
                    Integer.toString(Bytes.of(name.substring("size:".length())).length()));
        }
        if (name.startsWith("url:")) {
            return Optional.of(URLEncoder.encode(name.substring("url:".length()), StandardCharsets.UTF_8));
        }
        if (name.startsWith("image:")) {
            return Optional.of(TextImage.of(name.substring("image:".length())));
        }
        if (name.startsWith("address:")) {
            return target.address(name.substring("address:".length())).map(Object::toString);
        }
        return switch (name) {
            case "now" -> Optional.of(DTM.format(now.atOffset(ZoneOffset.UTC)));
            case "today" -> Optional.of(DTM.format(now.atOffset(ZoneOffset.UTC)).substring(0, 8));
            default -> {
                @Nullable String value = target.values().get(name);
                yield Optional.ofNullable(value == null ? constants.get(name) : value);
            }
        };
    }

    private static BigInteger number(UUID uuid) {
        return new BigInteger(uuid.toString().replace("-", ""), 16);
    }
}
