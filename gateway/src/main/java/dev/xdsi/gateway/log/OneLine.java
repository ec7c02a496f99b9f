package dev.xdsi.gateway.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a log line, which stays one line whatever is quoted in it. */
public final class OneLine extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return ForeignText.harmless(String.valueOf(event.getFormattedMessage()), " | ");
    }
}
