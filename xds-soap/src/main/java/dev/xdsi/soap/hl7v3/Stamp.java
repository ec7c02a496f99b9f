package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.Oid;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What makes a message this one and no other.
 *
 * @param message its id
 * @param time creationTime
 */
public record Stamp(Oid message, Instant time) {

    public static Stamp of(Supplier<UUID> ids, InstantSource clock) {
        return new Stamp(oid(ids.get()), clock.instant());
    }

    /** A UUID as an OID (ITU-T X.667). */
    public static Oid oid(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return new Oid("2.25." + new BigInteger(1, bytes));
    }
}
