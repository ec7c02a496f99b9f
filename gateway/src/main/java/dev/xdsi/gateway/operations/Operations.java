package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.AuditCode;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.consumer.community.RemoteCommunity;
import dev.xdsi.gateway.health.Health;
import dev.xdsi.gateway.health.Problem;
import dev.xdsi.gateway.metrics.Remembered;
import dev.xdsi.gateway.operations.OperationsView.ActorView;
import dev.xdsi.gateway.operations.OperationsView.AuditView;
import dev.xdsi.gateway.operations.OperationsView.BacklogView;
import dev.xdsi.gateway.operations.OperationsView.CallsView;
import dev.xdsi.gateway.operations.OperationsView.ErrorView;
import dev.xdsi.gateway.operations.OperationsView.PartnerView;
import dev.xdsi.gateway.operations.OperationsView.PublicationsView;
import dev.xdsi.gateway.operations.OperationsView.TransactionView;
import dev.xdsi.gateway.operations.OperationsView.TroubledView;
import dev.xdsi.gateway.operations.OperationsView.VolumesView;
import dev.xdsi.imaging.publication.PublicationBacklog;
import dev.xdsi.imaging.publication.PublicationStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what an operator is shown. */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.95;
    private static final Map<String, String> TITLES = Arrays.stream(AuditedTransaction.values())
            .flatMap(transaction -> transaction.typeCode().stream())
            .collect(Collectors.toMap(AuditCode::code, AuditCode::originalText));
    private static final Map<String, String> OTHER_TITLES = Map.of(
            "STORE",
            "Storage (C-STORE, STOW-RS)",
            "STORAGE-COMMITMENT",
            "Storage Commitment, asked for",
            "COMMITMENT-REPORT",
            "Storage Commitment, reported",
            "MPPS",
            "Modality Performed Procedure Step",
            "IAN",
            "Instance Availability Notification",
            "LINK",
            "Link of a study to a patient",
            "REPORT",
            "Report about a study given",
            "LOG-IN",
            "Log-in of a user");

    private final Logbook logbook;
    private final Health health;
    private final AuditSender audit;
    private final InstantSource clock;
    private final Waiting waiting;
    private final Supplier<Optional<PublicationBacklog>> publications;

    /**
     * What only some processes have.
     *
     * @param partners the communities known now
     * @param publications empty where no imaging source runs here
     */
    public record Waiting(
            Supplier<List<RemoteCommunity>> partners,
            Supplier<Optional<PublicationBacklog>> publications,
            IntSupplier sessions) {}

    public Operations(Logbook logbook, Health health, AuditSender audit, InstantSource clock, Waiting waiting) {
        this.logbook = logbook;
        this.health = health;
        this.audit = audit;
        this.clock = clock;
        this.waiting = waiting;
        this.publications = new Remembered<>(waiting.publications(), FRESH, clock);
    }

    OperationsView view() {
        Instant now = clock.instant();
        return new OperationsView(
                text(now),
                text(logbook.start()),
                health.states().entrySet().stream()
                        .map(state -> actor(state.getKey(), state.getValue()))
                        .toList(),
                waiting.partners().get().stream().map(this::partner).toList(),
                volumes(logbook.volumes(now)),
                logbook.transactions().entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Attempt.Exchange, Window> entry) ->
                                        entry.getKey().transaction())
                                .thenComparing(entry -> entry.getKey().side()))
                        .map(entry -> transaction(entry.getKey(), entry.getValue(), now))
                        .toList(),
                logbook.errors().newestFirst().stream().map(Operations::error).toList(),
                backlog());
    }

    /** An operator looks here just when the database is away; then this alone is not known. */
    private BacklogView backlog() {
        Optional<PublicationBacklog> found = Optional.empty();
        boolean known = true;
        try {
            found = publications.get();
        } catch (RuntimeException away) {
            known = false;
            LOG.debug("The studies that wait are not known", away);
        }
        return new BacklogView(
                found.map(Operations::publications).orElse(null),
                !known,
                audit(),
                waiting.sessions().getAsInt());
    }

    /** The partner with this homeCommunityId, as {@code urn:oid:…}. */
    Optional<RemoteCommunity> partner(String home) {
        return waiting.partners().get().stream()
                .filter(partner -> partner.home().urn().equals(home))
                .findFirst();
    }

    private static ActorView actor(String name, Health.State state) {
        Optional<Problem> down = state.problem().filter(Problem::stopsWork);
        Optional<Problem> attention = state.problem().filter(problem -> !problem.stopsWork());
        return new ActorView(
                name,
                down.isEmpty() ? "up" : "down",
                text(state.since()),
                down.map(Problem::words).orElse(null),
                attention.map(Problem::words).orElse(null));
    }

    private PartnerView partner(RemoteCommunity partner) {
        Optional<PartnerCalls> calls = logbook.partner(partner.name());
        PartnerCalls.Last last = calls.map(PartnerCalls::last).orElse(new PartnerCalls.Last(null, null, ""));
        return new PartnerView(
                partner.home().urn(),
                partner.name(),
                textOrNull(last.success()),
                textOrNull(last.failure()),
                last.reason(),
                calls.map(known -> calls(known.window())).orElse(new CallsView(0, 0, 0, 0)));
    }

    private static CallsView calls(Window window) {
        return new CallsView(window.calls(), window.failures(), window.millis(HALF), window.millis(NEARLY_ALL));
    }

    private static VolumesView volumes(Volumes.Today today) {
        return new VolumesView(
                text(today.since()),
                today.received().documents(),
                today.received().instances(),
                today.studies(),
                today.received().bytes(),
                today.sent());
    }

    private static TransactionView transaction(Attempt.Exchange exchange, Window window, Instant now) {
        String number = exchange.transaction();
        return new TransactionView(
                number,
                TITLES.getOrDefault(number, OTHER_TITLES.getOrDefault(number, number)),
                exchange.side().name().toLowerCase(Locale.ROOT),
                calls(window),
                window.minutes(now).stream()
                        .map(minute -> new int[] {minute.calls(), minute.failures()})
                        .toList());
    }

    private static ErrorView error(RecentErrors.Recent error) {
        return new ErrorView(
                text(error.at()),
                error.id(),
                error.transaction(),
                error.place().actor(),
                error.place().partner(),
                error.sentence());
    }

    private static PublicationsView publications(PublicationBacklog backlog) {
        Map<String, Long> studies = new TreeMap<>();
        for (State state : State.values()) {
            if (state != State.PUBLISHED) {
                studies.put(state.name().toLowerCase(Locale.ROOT), backlog.in(state));
            }
        }
        return new PublicationsView(
                studies,
                backlog.troubled().stream()
                        .map(study -> new TroubledView(
                                study.study().value(),
                                study.state().name().toLowerCase(Locale.ROOT),
                                study.reason(),
                                text(study.since()),
                                study.attempts()))
                        .toList());
    }

    private AuditView audit() {
        AuditSender.Status status = audit.status();
        return new AuditView(
                status.backlog(), textOrNull(audit.waitingSince().orElse(null)), status.failing(), status.refusing());
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static @Nullable String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : text(instant);
    }
}
