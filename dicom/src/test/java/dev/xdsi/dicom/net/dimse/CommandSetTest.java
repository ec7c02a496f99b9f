package dev.xdsi.dicom.net.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommandSetTest {
    private static final CommandSet ECHO = CommandSet.builder(CommandField.C_ECHO.request())
            .uid(CommandElement.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.1.1")
            .number(CommandElement.MESSAGE_ID, 1)
            .dataSet(false)
            .build();

    /** PS3.7 table 9.3-12, encoded by hand. */
    @Test
    void bytesOfAnEchoRequest() {
        byte[] bytes = ECHO.encode();
        assertThat(bytes).hasSize(68).startsWith(0, 0, 0, 0, 4, 0, 0, 0, 56, 0, 0, 0);
        assertThat(bytes).containsSequence(0, 0, 2, 0, 18, 0, 0, 0, '1', '.', '2');
        assertThat(bytes).containsSequence(0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0);
        assertThat(bytes).endsWith(0, 0, 0, 8, 2, 0, 0, 0, 1, 1);
    }

    @Test
    void isReadAsItWasWritten() throws DimseException {
        CommandSet read = CommandSet.decode(ECHO.encode());
        assertThat(read.encode()).isEqualTo(ECHO.encode());
        assertThat(read.commandField()).isEqualTo(0x30);
        assertThat(read.uid(CommandElement.AFFECTED_SOP_CLASS_UID)).contains("1.2.840.10008.1.1");
        assertThat(read.hasDataSet()).isFalse();
        assertThat(read.number(CommandElement.STATUS)).isEmpty();
        assertThatThrownBy(read::status).isInstanceOf(DimseException.class).hasMessageContaining("(0000,0900)");
    }

    @Test
    void aStatusTravelsWithItsComment() throws DimseException {
        Status status = Status.OUT_OF_RESOURCES.withComment("disk full");
        CommandSet response = CommandSet.builder(CommandField.C_STORE.response())
                .status(status)
                .build();
        assertThat(CommandSet.decode(response.encode()).status()).isEqualTo(status);
    }

    @Test
    void commentsAreCutAndClean() {
        assertThat(Status.CANNOT_UNDERSTAND.withComment("x".repeat(100)).comment())
                .hasSize(64);
        assertThat(Status.CANNOT_UNDERSTAND.withComment("a\r\nb\u0000\u00e9").comment())
                .isEqualTo("a??b??");
    }

    @Test
    void kindsOfStatus() {
        assertThat(Status.SUCCESS.isSuccess()).isTrue();
        assertThat(Status.COERCION_OF_DATA_ELEMENTS.isWarning()).isTrue();
        assertThat(Status.PENDING.isPending()).isTrue();
        assertThat(Status.CANCEL.isFailure()).isFalse();
        assertThat(Status.OUT_OF_RESOURCES.isFailure()).isTrue();
        assertThat(Status.CANNOT_UNDERSTAND.isFailure()).isTrue();
        assertThat(Status.OUT_OF_RESOURCES.withComment("c")).hasToString("A700H (c)");
    }

    @Test
    void d21ForeignGroupsAndLiesAreRefused() {
        assertThatThrownBy(() -> CommandSet.decode(new byte[] {8, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(DimseException.class);
        assertThatThrownBy(() -> CommandSet.decode(new byte[] {0, 0, 2, 0, -1, -1, -1, -1}))
                .isInstanceOf(DimseException.class);
        assertThatThrownBy(() -> CommandSet.decode(new byte[] {0, 0, 2, 0, 0, 0, 0}))
                .isInstanceOf(DimseException.class);
        assertThatThrownBy(() -> CommandSet.decode(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0}))
                .hasMessageContaining("twice");
    }

    @Property
    void anyBytesAreACommandSetOrADimseException(@ForAll @Size(max = 300) byte[] bytes) {
        try {
            assertThat(CommandSet.decode(bytes).toString()).startsWith("command");
        } catch (DimseException refused) {
            assertThat(refused).hasMessageContaining("command set");
        }
    }
}
