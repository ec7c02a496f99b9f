package dev.xdsi.gateway.operations;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Hands the errors in this program's log to {@link RecentErrors}: there the ids are that partners are given. */
public final class ErrorAppender extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String OURS = "dev.xdsi";
    private static final int LONGEST = 200;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final RecentErrors errors;

    private ErrorAppender(RecentErrors errors) {
        this.errors = errors;
    }

    /** Begins to listen, where this process logs by Logback. */
    public static ErrorAppender listen(RecentErrors errors) {
        ErrorAppender appender = new ErrorAppender(errors);
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            appender.setContext(logger.getLoggerContext());
            appender.start();
            logger.addAppender(appender);
        }
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            return;
        }
        String words = event.getFormattedMessage();
        Matcher id = ID.matcher(words);
        Throwable failure = event.getThrowableProxy() instanceof ThrowableProxy thrown ? thrown.getThrowable() : null;
        String kind = failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")";
        String line = words.lines().findFirst().orElse("");
        errors.logged(
                event.getInstant(),
                id.find() ? id.group() : "",
                line.substring(0, Math.min(line.length(), LONGEST)) + kind,
                failure);
    }

    @Override
    public void close() {
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            logger.detachAppender(this);
        }
        stop();
    }
}
