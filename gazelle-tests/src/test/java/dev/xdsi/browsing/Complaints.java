package dev.xdsi.browsing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What an operator would look into: all that is logged as a warning or worse. */
final class Complaints extends AppenderBase<ILoggingEvent> {
    private static final int MOST = 1_000;

    private final Queue<String> heard = new LinkedBlockingQueue<>(MOST);

    private Complaints() {}

    static Complaints listening() {
        Complaints complaints = new Complaints();
        complaints.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        complaints.start();
        root().addAppender(complaints);
        return complaints;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            heard.offer(event.getLoggerName() + ": " + event.getFormattedMessage());
        }
    }

    /** Those since this was asked last. */
    String since() {
        String all = heard.stream().collect(Collectors.joining("\n"));
        heard.clear();
        return all;
    }
}
