package dev.xdsi.soap;

import dev.xdsi.soap.reply.Replies;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What endpoints and clients of one process have in common.
 *
 * @param clients how much each client's messages may hold
 * @param temporaryDirectory an existing directory for attachments on their way; nothing remains in it
 * @param quota how much of it they may fill
 * @param ids where message ids and error ids come from
 * @param replies how answers leave on connections of their own; without it every answer goes back on that of its request
 */
public record SoapSettings(
        ClientLimits<SoapLimits> clients,
        Path temporaryDirectory,
        SpoolQuota quota,
        Supplier<UUID> ids,
        @Nullable Replies replies) {
    public SoapSettings(SoapLimits limits, Path temporaryDirectory, Supplier<UUID> ids) {
        this(limits, temporaryDirectory, new SpoolQuota(SpoolQuota.DEFAULT_BYTES), ids);
    }

    public SoapSettings(SoapLimits limits, Path temporaryDirectory, SpoolQuota quota, Supplier<UUID> ids) {
        this(ClientLimits.alike(limits), temporaryDirectory, quota, ids, null);
    }

    /** How much a message may hold of whom nothing else is said. */
    public SoapLimits limits() {
        return clients.of(null);
    }

    public SoapSettings withLimits(SoapLimits other) {
        return withLimits(ClientLimits.alike(other));
    }

    /** The same, with limits that are not those of every client. */
    public SoapSettings withLimits(ClientLimits<SoapLimits> other) {
        return new SoapSettings(other, temporaryDirectory, quota, ids, replies);
    }

    /** The same, with answers that may leave on connections of their own. */
    public SoapSettings answeringElsewhere(Replies elsewhere) {
        return new SoapSettings(clients, temporaryDirectory, quota, ids, elsewhere);
    }
}
