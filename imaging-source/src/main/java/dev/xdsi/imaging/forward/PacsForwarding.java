package dev.xdsi.imaging.forward;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex.AlsoEntered;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that goes on to the PACS, put together: tables of what waits, and a line for each kind that does the work. */
public final class PacsForwarding {
    private final PacsSettings pacs;
    private final ApplicationEntity self;
    private final Database database;
    private final Timing timing;
    private final ForwardedInstances instances;
    private final Map<Kind, ForwardingLine> lines = new EnumMap<>(Kind.class);

    public PacsForwarding(PacsSettings pacs, ApplicationEntity self, Database database, Timing timing) {
        this.pacs = pacs;
        this.self = self;
        this.database = database;
        this.timing = timing;
        this.instances = new ForwardedInstances(database, timing);
    }

    /** What is entered with each instance that comes. */
    public AlsoEntered entered() {
        return pacs.forwarding().has(Kind.IMAGES) ? instances : (connection, entered, at) -> {};
    }

    /** Goes on where whoever did it before was stopped, however that was. */
    public synchronized void start(InstanceArchive archive, AuditTrail audit) {
        if (pacs.forwarding().has(Kind.IMAGES)) {
            lines.put(Kind.IMAGES, new ForwardingLine("images", images(archive, audit), timing));
        }
        lines.values().forEach(ForwardingLine::start);
    }

    private ForwardingLine.Step images(InstanceArchive archive, AuditTrail audit) {
        Transaction<List<StoredInstance>, SentInstances> sending = audit.around(
                new SendInstances(self, pacs.entity(), archive),
                new SendInstancesAudit(audit.context(), pacs.entity().uri(), archive));
        return now -> instances.sendNext(now, due -> {
            SentInstances sent = sending.perform(
                    inOrder(archive, due), Caller.self(self.title().value()));
            return new ForwardedInstances.Result(
                    sent.fates().stream()
                            .collect(Collectors.toMap(
                                    each -> each.instance().uids().sopInstance(), SentInstances.SentInstance::fate)),
                    sent.away());
        });
    }

    private static List<StoredInstance> inOrder(InstanceArchive archive, Set<Oid> due) {
        Map<Oid, StoredInstance> kept = archive.kept(due).stream()
                .collect(Collectors.toMap(each -> each.uids().sopInstance(), Function.identity()));
        return due.stream().map(kept::get).filter(Objects::nonNull).toList();
    }

    public synchronized void stop(Duration grace) throws InterruptedException {
        for (ForwardingLine line : lines.values()) {
            line.stop(grace);
        }
    }

    /** Why something does not go on any more; null when all is well. */
    public synchronized @Nullable String trouble() {
        return joined(lines.values().stream().map(ForwardingLine::trouble));
    }

    /** What somebody should look at, though the rest goes on; null for nothing. */
    public synchronized @Nullable String attention() {
        Stream<@Nullable String> failures = lines.keySet().stream().map(kind -> {
            long failed = rows(kind).failed();
            return failed == 0
                    ? null
                    : failed + " " + name(kind) + " were not taken by the PACS and are not tried again; see"
                            + " ./xdsi forwarding";
        });
        return joined(Stream.concat(failures, lines.values().stream().map(ForwardingLine::absence)));
    }

    private static @Nullable String joined(Stream<@Nullable String> words) {
        return words.filter(Objects::nonNull)
                .reduce((first, second) -> first + "; " + second)
                .orElse(null);
    }

    /** What waits and what was given up, by its kind; kinds that do not go on are not there. */
    public synchronized Map<Kind, Undelivered> undelivered() {
        Map<Kind, Undelivered> all = new EnumMap<>(Kind.class);
        lines.keySet().forEach(kind -> all.put(kind, rows(kind).look()));
        return all;
    }

    /** Whatever was given up is tried again, and a PACS that was away is asked now; returns how much there is. */
    public synchronized int retry() {
        int count = 0;
        for (Kind kind : lines.keySet()) {
            count += rows(kind).retry(timing.clock().instant());
        }
        lines.values().forEach(ForwardingLine::wake);
        return count;
    }

    private UndeliveredRows rows(Kind kind) {
        return switch (kind) {
            case IMAGES -> new UndeliveredRows(database, "forwarded_instance", "sop_instance_uid");
        };
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case IMAGES -> "images";
        };
    }
}
