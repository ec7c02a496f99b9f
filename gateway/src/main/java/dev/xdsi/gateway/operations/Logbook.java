package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempt.Exchange;
import dev.xdsi.audit.Attempts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What operators are told of the attempts of this process: response times, partners, volumes, errors. Bounded in memory. */
public final class Logbook implements Attempts {
    private static final int MOST_PARTNERS = 100;

    private final InstantSource clock;
    private final Volumes volumes;
    private final RecentErrors errors = new RecentErrors();
    private final Map<String, PartnerCalls> partners = new ConcurrentHashMap<>();
    private final Map<Exchange, Window> transactions = new ConcurrentHashMap<>();
    private final Instant start;

    public Logbook(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
        this.volumes = new Volumes(start);
    }

    @Override
    public void made(Attempt attempt) {
        Instant now = clock.instant();
        boolean failed = attempt.result() == Attempt.Result.FAILURE;
        transactions
                .computeIfAbsent(attempt.exchange(), fresh -> new Window())
                .add(now, attempt.effort().nanos(), failed);
        volumes.add(attempt, now);
        String partner = attempt.origin().partner();
        if (!partner.isEmpty() && (partners.containsKey(partner) || partners.size() < MOST_PARTNERS)) {
            partners.computeIfAbsent(partner, fresh -> new PartnerCalls()).add(attempt, now);
        }
        if (attempt.result() != Attempt.Result.SUCCESS && !attempt.exchange().equals(Exchange.LOG_IN)) {
            errors.failed(attempt, now);
        }
    }

    public RecentErrors errors() {
        return errors;
    }

    Instant start() {
        return start;
    }

    Volumes.Today volumes(Instant now) {
        return volumes.at(now);
    }

    Map<Exchange, Window> transactions() {
        return transactions;
    }

    Optional<PartnerCalls> partner(String name) {
        return Optional.ofNullable(partners.get(name));
    }
}
