package dev.xdsi.audit.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogMessageTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.000001Z");

    @Test
    void isWrittenAsIti20Asks() {
        var message = new SyslogMessage(TIME, "node1", "xdsi", "42", "<AuditMessage>é</AuditMessage>");
        assertThat(new String(message.encoded(), UTF_8))
                .isEqualTo("<85>1 2026-03-01T12:00:00.000001Z node1 xdsi 42 IHE+RFC-3881 -"
                        + " <AuditMessage>é</AuditMessage>");
    }

    @Property
    void whatIsWrittenIsReadWhateverTheHostIsCalled(@ForAll String host, @ForAll String app) {
        var message = new SyslogMessage(TIME, host, app, "", "<x/>");
        ReceivedSyslog read = ReceivedSyslog.parse(message.encoded()).orElseThrow();
        assertThat(read).isEqualTo(new ReceivedSyslog(message.hostname(), message.appName(), "IHE+RFC-3881", "<x/>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<85>1 2026-03-01T12:00:00Z h a p IHE+RFC-3881 - <x/>",
                "<85>1 2026-03-01T12:00:00.12+02:00 h a - IHE+RFC-3881 - \uFEFF<x/>",
                "<85>1 - h a p IHE+RFC-3881 [a@1 b=\"c\"] <x/>",
                "<85>1 - h a p IHE+RFC-3881 [a@1 b=\"] \\\" [\"][b@1] <x/>",
            })
    void othersWriteItDifferently(String text) {
        assertThat(ReceivedSyslog.parse(text.getBytes(UTF_8)).orElseThrow())
                .isEqualTo(new ReceivedSyslog("h", "a", "IHE+RFC-3881", "<x/>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<x/>",
                "<85>Mar 1 12:00:00 host app: <x/>",
                "<85>1 - h a p IHE+RFC-3881 ",
                "<85>1 - h a p IHE+RFC-3881 [a",
                "<85>1 - h a p IHE+RFC-3881 [a=\"]",
                "<85>1 - h a p IHE+RFC-3881 -<x/>",
                "<85>1 - h a p IHE+RFC-3881 x",
            })
    void whatIsNoSyslogIsNotTakenForIt(String text) {
        assertThat(ReceivedSyslog.parse(text.getBytes(UTF_8))).isEmpty();
    }
}
