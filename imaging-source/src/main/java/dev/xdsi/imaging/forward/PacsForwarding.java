package dev.xdsi.imaging.forward;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.EventAction;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.net.AcceptPolicy;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.DimseService;
import dev.xdsi.dicom.net.DimseServices;
import dev.xdsi.dicom.net.PerformingPeer;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.PostgresInstanceIndex.AlsoEntered;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.mpps.PerformedProcedureSteps;
import dev.xdsi.imaging.mpps.PostgresPerformedProcedureSteps;
import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.normalized.NormalizedAudit;
import dev.xdsi.imaging.normalized.NormalizedService;
import dev.xdsi.imaging.pacs.Forwarding.Kind;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.model.Oid;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that goes on to the PACS, put together: tables of what waits, and a line for each kind that does the work. */
public final class PacsForwarding {
    private final PacsSettings pacs;
    private final ApplicationEntity self;
    private final Database database;
    private final Timing timing;
    private final AuditTrail audit;
    private final ForwardedInstances instances;
    private final AskedCommitments commitments;
    private final ForwardedSteps messages;
    private final PerformedProcedureSteps steps;
    private final AvailableStudies available;
    private final Supplier<Oid> uids;
    private final Map<Kind, ForwardingLine> lines = new EnumMap<>(Kind.class);

    /**
     * What is used of this process.
     *
     * @param uids for what is told
     */
    public record Surroundings(AuditTrail audit, Timing timing, Supplier<Oid> uids) {}

    public PacsForwarding(PacsSettings pacs, ApplicationEntity self, Database database, Surroundings surroundings) {
        this.pacs = pacs;
        this.self = self;
        this.database = database;
        this.audit = surroundings.audit();
        this.timing = surroundings.timing();
        this.instances =
                new ForwardedInstances(database, timing, pacs.forwarding().has(Kind.COMMITMENT));
        this.commitments = new AskedCommitments(
                database, timing, surroundings.uids(), pacs.forwarding().commitmentWithin());
        this.uids = surroundings.uids();
        this.available = new AvailableStudies(database, timing);
        this.messages = new ForwardedSteps(database, pacs.entity(), timing);
        this.steps = pacs.forwarding().has(Kind.MPPS)
                ? new PostgresPerformedProcedureSteps(database, messages)
                : new PostgresPerformedProcedureSteps(database);
    }

    /** Where performed procedure steps are kept, which go on from there where that is wanted. */
    public PerformedProcedureSteps steps() {
        return steps;
    }

    /** What the PACS in particular is offered: it reports on what it was asked to commit to as the SCP (PS3.4 J.3.3). */
    public AcceptPolicy offered(AssociationPeer peer, AcceptPolicy others) {
        return reports(peer) ? new PerformingPeer(others, Set.of(UID.StorageCommitmentPushModel)) : others;
    }

    /** Whether it reports on storage commitment. */
    public boolean reports(AssociationPeer peer) {
        return pacs.forwarding().has(Kind.COMMITMENT)
                && peer.calling().equals(pacs.entity().title());
    }

    /**
     * What is served to the PACS besides others.
     *
     * @param address at which it is, for the audit trail
     */
    public DimseServices besides(DimseServices others, InstanceArchive archive, URI address) {
        return pacs.forwarding().has(Kind.COMMITMENT)
                ? others.with(CommandField.N_EVENT_REPORT, reports(archive, address))
                : others;
    }

    private DimseService reports(InstanceArchive archive, URI address) {
        return new NormalizedService(audit.around(
                new CommitmentReportScu(commitments, pacs.entity().title(), archive),
                new NormalizedAudit(AuditedTransaction.COMMITMENT_REPORT, EventAction.READ, audit.context(), address)));
    }

    /** What is entered with each instance that comes. */
    public AlsoEntered entered() {
        List<AlsoEntered> all = Stream.of(
                        pacs.forwarding().has(Kind.IMAGES) ? instances : null,
                        pacs.forwarding().has(Kind.AVAILABILITY) ? available : null)
                .filter(Objects::nonNull)
                .toList();
        return (connection, entered, at) -> {
            for (AlsoEntered each : all) {
                each.enter(connection, entered, at);
            }
        };
    }

    /** Goes on where whoever did it before was stopped, however that was. */
    public synchronized void start(InstanceArchive archive) {
        for (Kind kind : pacs.forwarding().kinds()) {
            ForwardingLine.Step step = switch (kind) {
                case IMAGES -> images(archive);
                case COMMITMENT -> commitment(archive);
                case MPPS -> mpps();
                case AVAILABILITY -> availability(archive);
            };
            lines.put(kind, new ForwardingLine(name(kind), step, timing));
        }
        lines.values().forEach(ForwardingLine::start);
    }

    private ForwardingLine.Step commitment(InstanceArchive archive) {
        URI there = pacs.entity().uri();
        Transaction<CommitmentQuestion, Answer> asking = audit.around(
                new AskForCommitment(self, pacs.entity(), reports(archive, there)),
                new AskForCommitmentAudit(audit.context(), there, archive));
        return now -> commitments.askNext(
                now,
                (transaction, due) -> asking.perform(
                        new CommitmentQuestion(transaction, inOrder(archive, due)),
                        Caller.self(self.title().value())));
    }

    private ForwardingLine.Step mpps() {
        Transaction<Message, Answer> telling =
                audit.around(new Tell(self), new TellAudit(AuditedTransaction.MPPS, audit.context()));
        return now -> messages.tellNext(
                now,
                (step, operation) -> telling.perform(
                        new Message(operation, pacs.entity(), steps.concerned(step)),
                        Caller.self(self.title().value())));
    }

    private ForwardingLine.Step availability(InstanceArchive archive) {
        RemoteEntity other = pacs.forwarding().availabilityTo();
        RemoteEntity to = other == null ? pacs.entity() : other;
        String aeTitle = self.title().value();
        Transaction<Message, Answer> telling =
                audit.around(new Tell(self), new TellAudit(AuditedTransaction.IAN, audit.context()));
        return now -> available.tellNext(now, (study, known) -> {
            List<StoredInstance> here = archive.instances(StudyPart.study(study)).stream()
                    .filter(instance -> instance.file().origin().isOwn())
                    .toList();
            // Of what was rejected since nobody is told.
            return here.isEmpty()
                    ? new Answer.Answered(Status.SUCCESS)
                    : telling.perform(
                            new Message(
                                    new AvailabilityNotification(study, aeTitle, known, here).create(uids.get()),
                                    to,
                                    Concerned.of(here, archive::patient)),
                            Caller.self(aeTitle));
        });
    }

    private ForwardingLine.Step images(InstanceArchive archive) {
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

    /** Lets what is under way come to its end, within the grace period, which is one for all of it. */
    public synchronized void stop(Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        lines.values().forEach(ForwardingLine::stopSoon);
        for (ForwardingLine line : lines.values()) {
            line.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
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
                    : failed + " " + name(kind) + " were not taken and are not tried again; see" + " ./xdsi forwarding";
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
            case IMAGES ->
                new UndeliveredRows(database, "forwarded_instance", "sop_instance_uid", List.of("DUE", "FAILED"));
            case COMMITMENT ->
                new UndeliveredRows(database, "forwarded_instance", "sop_instance_uid", List.of("SENT", "ASKED"));
            case AVAILABILITY ->
                new UndeliveredRows(database, "forwarded_availability", "study_uid", List.of("DUE", "FAILED"));
            case MPPS -> new UndeliveredRows(database, "forwarded_step_message", "step_uid", List.of("DUE", "FAILED"));
        };
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case IMAGES -> "images";
            case COMMITMENT -> "requests for storage commitment";
            case AVAILABILITY -> "notifications of available studies";
            case MPPS -> "messages of performed procedure steps";
        };
    }
}
