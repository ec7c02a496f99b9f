package dev.xdsi.soap;

import dev.xdsi.soap.reply.Replies;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What endpoints and clients of one process have in common.
 *
 * @param temporaryDirectory an existing directory for attachments on their way; nothing remains in it
 * @param quota how much of it they may fill
 * @param ids where message ids and error ids come from
 * @param replies how answers leave on connections of their own; without it every answer goes back on that of its request
 */
public record SoapSettings(
        SoapLimits limits,
        Path temporaryDirectory,
        SpoolQuota quota,
        Supplier<UUID> ids,
        @Nullable Replies replies) {
    public SoapSettings(SoapLimits limits, Path temporaryDirectory, Supplier<UUID> ids) {
        this(limits, temporaryDirectory, new SpoolQuota(SpoolQuota.DEFAULT_BYTES), ids);
    }

    public SoapSettings(SoapLimits limits, Path temporaryDirectory, SpoolQuota quota, Supplier<UUID> ids) {
        this(limits, temporaryDirectory, quota, ids, null);
    }

    public SoapSettings withLimits(SoapLimits other) {
        return new SoapSettings(other, temporaryDirectory, quota, ids, replies);
    }

    /** The same, with answers that may leave on connections of their own. */
    public SoapSettings answeringElsewhere(Replies elsewhere) {
        return new SoapSettings(limits, temporaryDirectory, quota, ids, elsewhere);
    }
}
