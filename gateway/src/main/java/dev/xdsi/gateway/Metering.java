package dev.xdsi.gateway;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempts;
import dev.xdsi.gateway.metrics.HttpMeters;
import dev.xdsi.gateway.metrics.Meters;
import dev.xdsi.gateway.metrics.TransactionMeters;
import dev.xdsi.gateway.operations.ErrorAppender;
import dev.xdsi.gateway.operations.Logbook;
import dev.xdsi.soap.server.HttpAnswers;
import java.nio.file.Path;
import java.time.Clock;

/** How this process is watched: what Prometheus reads, and what operators are shown. It is there before all else, and goes last. */
final class Metering implements Attempts, AutoCloseable {
    private final Meters meters;
    private final TransactionMeters transactions;
    private final HttpMeters http;
    private final Logbook logbook = new Logbook(Clock.systemUTC());
    private final ErrorAppender errors = ErrorAppender.listen(logbook.errors());

    Metering(Path data) {
        this.meters = new Meters(data);
        this.transactions = new TransactionMeters(meters);
        this.http = new HttpMeters(meters);
    }

    @Override
    public void made(Attempt attempt) {
        transactions.made(attempt);
        logbook.made(attempt);
    }

    HttpAnswers answers() {
        return http;
    }

    Meters meters() {
        return meters;
    }

    Logbook logbook() {
        return logbook;
    }

    @Override
    public void close() {
        errors.close();
        meters.close();
    }
}
