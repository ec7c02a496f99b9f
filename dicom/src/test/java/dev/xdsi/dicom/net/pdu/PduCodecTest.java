package dev.xdsi.dicom.net.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PduCodecTest {
    private static final int MAXIMUM = 4096;

    @Property(tries = 200)
    void aRequestIsReadAsItWasWritten(@ForAll("requests") AssociateRequest request) throws IOException {
        assertThat(reread(request)).isEqualTo(request);
    }

    @Property(tries = 100)
    void anAcceptanceIsReadAsItWasWrittenButForItsTitles(@ForAll("userInformation") UserInformation information)
            throws IOException {
        AssociateAccept accept = new AssociateAccept(
                new AeTitle("A"),
                new AeTitle("B"),
                List.of(
                        new ContextResult(1, ContextResult.Reason.ACCEPTANCE, "1.2"),
                        new ContextResult(3, ContextResult.Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED, "")),
                information);
        assertThat(reread(accept)).isInstanceOfSatisfying(AssociateAccept.class, read -> {
            assertThat(read.contexts()).isEqualTo(accept.contexts());
            assertThat(read.userInformation()).isEqualTo(information);
        });
    }

    @Test
    void thePdusOfFixedLength() throws IOException {
        for (Pdu pdu : List.of(
                new ReleaseRequest(),
                new ReleaseResponse(),
                Abort.INVALID_PARAMETER,
                AssociateReject.LOCAL_LIMIT_EXCEEDED)) {
            assertThat(reread(pdu)).isEqualTo(pdu);
        }
    }

    /** The numbers of PS3.8 9.3.4 and 9.3.8 by hand. */
    @Test
    void bytesOnTheWire() throws IOException {
        assertThat(written(AssociateReject.CALLED_AE_TITLE_NOT_RECOGNIZED))
                .containsExactly(3, 0, 0, 0, 0, 4, 0, 1, 1, 7);
        assertThat(written(AssociateReject.LOCAL_LIMIT_EXCEEDED)).containsExactly(3, 0, 0, 0, 0, 4, 0, 2, 3, 2);
        assertThat(written(Abort.UNEXPECTED_PDU)).containsExactly(7, 0, 0, 0, 0, 4, 0, 0, 2, 2);
        assertThat(written(new ReleaseRequest())).containsExactly(5, 0, 0, 0, 0, 4, 0, 0, 0, 0);
    }

    @Property(tries = 200)
    void aDataSetArrivesWholeHoweverItIsCut(
            @ForAll @Size(max = 20_000) byte[] content,
            @ForAll @IntRange(min = 8, max = MAXIMUM) int length,
            @ForAll @IntRange(min = 1, max = 5000) int step)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        PduWriter writer = new PduWriter(wire);
        try (OutputStream out = writer.fragments(5, false, length)) {
            for (int from = 0; from < content.length; from += step) {
                out.write(content, from, Math.min(step, content.length - from));
            }
        }
        writer.flush();
        PduReader reader = new PduReader(new ByteArrayInputStream(wire.toByteArray()), length);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        DataFragment fragment;
        do {
            fragment = (DataFragment) reader.next();
            assertThat(fragment.contextId()).isEqualTo(5);
            assertThat(fragment.command()).isFalse();
            assertThat(fragment.length()).isLessThanOrEqualTo(length - 6);
            assertThat(fragment.last() || fragment.length() % 2 == 0).as("even").isTrue();
            read.writeBytes(bytesOf(fragment, reader));
        } while (!fragment.last());
        assertThat(read.toByteArray()).isEqualTo(content);
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    /** Nobody may take what was begun for all of it. */
    @Test
    void ofAFragmentThatDidNotEndNothingLeavesBeforeAnAbort() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        PduWriter writer = new PduWriter(wire);
        for (byte[] content : List.of(new byte[100], new byte[2_000])) {
            try (OutputStream command = writer.fragments(1, true, MAXIMUM)) {
                command.write(new byte[40]);
            }
            OutputStream out = writer.fragments(1, false, MAXIMUM);
            out.write(content);
            if (content.length == 100) {
                out.close();
            }
        }
        writer.write(Abort.BY_USER);

        PduReader reader = new PduReader(new ByteArrayInputStream(wire.toByteArray()), MAXIMUM);
        for (int length : new int[] {40, 100, 40}) {
            DataFragment fragment = (DataFragment) reader.next();
            assertThat(bytesOf(fragment, reader)).hasSize(length);
        }
        assertThat(reader.next()).isEqualTo(Abort.BY_USER);
    }

    /** A small command and the beginning of its data set leave together: one system call, one segment. */
    @Test
    void oneWriteForACommandAndASmallDataSet() throws IOException {
        List<Integer> writes = new ArrayList<>();
        PduWriter writer = new PduWriter(new OutputStream() {
            @Override
            public void write(int b) {
                writes.add(1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(length);
            }
        });
        writer.fragments(1, true, MAXIMUM).close();
        try (OutputStream out = writer.fragments(1, false, MAXIMUM)) {
            out.write(new byte[1000]);
        }
        writer.flush();
        assertThat(writes).containsExactly(12 + 12 + 1000);
    }

    @Property(tries = 500)
    void anyDamageIsAViolationOrAnotherPduButNeverAnythingElse(
            @ForAll("requests") AssociateRequest request, @ForAll int where, @ForAll byte damage) throws IOException {
        byte[] bytes = PduEncoder.encode(request);
        bytes[Math.floorMod(where, bytes.length)] ^= damage;
        try {
            assertThat(new PduReader(new ByteArrayInputStream(bytes), MAXIMUM).next())
                    .isNotNull();
        } catch (ProtocolViolation violation) {
            assertThat(violation.answer()).isInstanceOfAny(Abort.class, AssociateReject.class);
        } catch (EOFException cutOff) {
            assertThat(cutOff).hasMessageContaining("closed");
        }
    }

    @Property(tries = 200)
    void everyTruncationIsAnEnd(@ForAll("requests") AssociateRequest request, @ForAll int where) {
        byte[] bytes = PduEncoder.encode(request);
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(where, bytes.length));
        assertThatThrownBy(() -> new PduReader(new ByteArrayInputStream(cut), MAXIMUM).next())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aFragmentMustBeReadBeforeTheNext() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        PduWriter writer = new PduWriter(wire);
        try (OutputStream out = writer.fragments(1, false, MAXIMUM)) {
            out.write(1);
        }
        writer.flush();
        PduReader reader = new PduReader(new ByteArrayInputStream(wire.toByteArray()), MAXIMUM);
        reader.next();
        assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    }

    /** PS3.7 table D.3-15. */
    @Test
    void aPositiveResponseAboutAUserIsEmptyButForItsLengths() {
        byte[] accept = PduEncoder.encode(new AssociateAccept(
                new AeTitle("XDSI"),
                new AeTitle("ASKER"),
                List.of(),
                UserInformation.of(new UserItem.UserIdentityResponse(bytes("")))));
        assertThat(Arrays.copyOfRange(accept, accept.length - 10, accept.length))
                .containsExactly(0x50, 0, 0, 6, 0x59, 0, 0, 2, 0, 0);
    }

    @Test
    void whatAUserIdentifiesHimselfWithIsNotShown() {
        UserItem.UserIdentity identity = new UserItem.UserIdentity(2, false, bytes("alice"), bytes("secret"));
        assertThat(identity.toString()).doesNotContain("alice", "secret").contains("6 bytes");
    }

    @Test
    void titles() {
        assertThat(new AeTitle("  A B  ").value()).isEqualTo("A B");
        for (String wrong : List.of("", "   ", "SEVENTEEN_LETTERS", "A\nB", "A\\B", "\u00c4")) {
            assertThatThrownBy(() -> new AeTitle(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<AssociateRequest> requests() {
        Arbitrary<AeTitle> titles = Arbitraries.strings()
                .withCharRange('!', 'Z')
                .ofMinLength(1)
                .ofMaxLength(16)
                .map(AeTitle::new);
        Arbitrary<List<ProposedContext>> contexts = uids().list()
                .ofMinSize(1)
                .ofMaxSize(128)
                .map(abstracts -> IntStream.range(0, abstracts.size())
                        .mapToObj(i -> new ProposedContext(2 * i + 1, abstracts.get(i), List.of("1.2", "1.3")))
                        .toList());
        return Combinators.combine(titles, titles, contexts, userInformation()).as(AssociateRequest::new);
    }

    @Provide
    Arbitrary<UserInformation> userInformation() {
        Arbitrary<UserItem> items = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 0xFFFF_FFFFL).map(UserItem.MaximumLength::new),
                uids().map(UserItem.ImplementationClassUid::new),
                Arbitraries.strings().alpha().ofMaxLength(16).map(UserItem.ImplementationVersionName::new),
                Arbitraries.integers().between(0, 0xFFFF).map(n -> new UserItem.AsynchronousOperationsWindow(n, n / 2)),
                uids().map(uid -> new UserItem.RoleSelection(uid, true, false)),
                uids().map(uid -> new UserItem.SopClassExtendedNegotiation(uid, bytes("ab"))),
                Arbitraries.integers()
                        .between(1, 5)
                        .map(type -> new UserItem.UserIdentity(type, true, bytes("user"), bytes(""))),
                Arbitraries.just(new UserItem.UserIdentityResponse(bytes("ok"))));
        return items.list().ofMaxSize(20).map(UserInformation::new);
    }

    private static Arbitrary<String> uids() {
        return Arbitraries.integers()
                .between(0, 99_999)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(numbers ->
                        String.join(".", numbers.stream().map(String::valueOf).toList()));
    }

    private static UserItem.Bytes bytes(String text) {
        return new UserItem.Bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytesOf(DataFragment fragment, PduReader reader) throws IOException {
        byte[] bytes = new byte[fragment.length()];
        int from = 0;
        while (from < bytes.length) {
            from += reader.read(bytes, from, bytes.length - from);
        }
        return bytes;
    }

    private static byte[] written(Pdu pdu) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new PduWriter(wire).write(pdu);
        return wire.toByteArray();
    }

    private static Pdu reread(Pdu pdu) throws IOException {
        return new PduReader(new ByteArrayInputStream(written(pdu)), MAXIMUM).next();
    }
}
