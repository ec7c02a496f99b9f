package dev.xdsi.soap;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What endpoints and clients of one process have in common.
 *
 * @param temporaryDirectory an existing directory for attachments on their way; nothing remains in it
 * @param quota how much of it they may fill
 * @param ids where message ids and error ids come from
 */
public record SoapSettings(SoapLimits limits, Path temporaryDirectory, SpoolQuota quota, Supplier<UUID> ids) {
    public SoapSettings(SoapLimits limits, Path temporaryDirectory, Supplier<UUID> ids) {
        this(limits, temporaryDirectory, new SpoolQuota(SpoolQuota.DEFAULT_BYTES), ids);
    }

    public SoapSettings withLimits(SoapLimits other) {
        return new SoapSettings(other, temporaryDirectory, quota, ids);
    }
}
