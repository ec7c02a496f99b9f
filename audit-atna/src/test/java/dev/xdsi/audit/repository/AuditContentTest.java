package dev.xdsi.audit.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditContentTest {

    @Test
    void aShortValueIsSearchedForWhole() {
        assertThat(AuditContent.searchable("x".repeat(512))).isEqualTo("x".repeat(512));
        assertThat(AuditContent.searchable("x".repeat(513))).isEqualTo("x".repeat(512));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void noCharacterIsCutInTwo(String before) {
        String cut = AuditContent.searchable(before + "\uD83E\uDE7B".repeat(400));
        assertThat(cut).hasSizeBetween(511, 512);
        assertThat(new String(cut.getBytes(UTF_8), UTF_8)).isEqualTo(cut);
        assertThat(AuditContent.searchable(cut)).isEqualTo(cut);
    }

    /** The parser has no words for a character that no document type declaration may have, and fails with another exception than its own. */
    @Test
    void aMessageThatTheParserStumblesOverIsKept() {
        String body = "<!DOCTYPE a [ \u0017 ]><AuditMessage/>";
        AuditRecord record = AuditRecordReading.stored(("<85>1 - h a p IHE+RFC-3881 - " + body).getBytes(UTF_8))
                .record();
        assertThat(record.problem()).isEqualTo("not an AuditMessage");
        assertThat(record.message()).isEqualTo(body);
    }
}
