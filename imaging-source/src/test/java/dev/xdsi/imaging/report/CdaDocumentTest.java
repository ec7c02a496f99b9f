package dev.xdsi.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers' XML is looked at, and never kept. */
class CdaDocumentTest {
    private static final String ROOT = "<ClinicalDocument xmlns='urn:hl7-org:v3'>";
    private static final String END = "</ClinicalDocument>";
    private static final String TARGET = ROOT + "<recordTarget><patientRole>";
    private static final String TARGET_END = "</patientRole></recordTarget>" + END;

    /** Says the same again and again, in as many bytes as one likes. */
    private static final class Endless extends InputStream {
        private final byte[] said;
        private long left;
        private int at;

        Endless(String said, long length) {
            this.said = said.getBytes(StandardCharsets.US_ASCII);
            this.left = length / said.length() * said.length();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int count) {
            if (left == 0) {
                return -1;
            }
            int read = (int) Math.min(count, left);
            for (int i = 0; i < read; i++) {
                into[from + i] = said[at];
                at = (at + 1) % said.length;
            }
            left -= read;
            return read;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream around(String before, InputStream middle, String after) {
        return new SequenceInputStream(Collections.enumeration(List.of(bytes(before), middle, bytes(after))));
    }

    private static void refused(InputStream document, String why) {
        assertThatExceptionOfType(UnusableReportException.class)
                .isThrownBy(() -> CdaDocument.check(document))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"<!--,-->", "<![CDATA[,]]>", "`<?x `,?>", "<a b=','/>"})
    void whatAParserWouldKeepWholeIsRefusedAfterSomeOfIt(String begin, String end) throws Exception {
        long forever = 100L << 30;
        refused(around(ROOT + begin, new Endless("abcdefgh", forever), end + END), "too large");
        assertThat(CdaDocument.check(around(ROOT + begin, new Endless("abcdefgh", 1 << 20), end + END))
                        .formatCode())
                .isEqualTo(ReportFormat.CDA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a/>", "<!---->", "<a b='' c='' d=''/>", "<?a?>"})
    void aDocumentIsMadeOfSoManyPiecesAtMost(String piece) {
        refused(around(ROOT, new Endless(piece, 100L << 30), END), "more than 500000");
    }

    @Test
    void textIsAsLongAsItLikes() throws Exception {
        String wrapped = ROOT + "<component><nonXMLBody><text mediaType='text/plain' representation='B64'>";
        assertThat(CdaDocument.check(around(
                                wrapped, new Endless("QUJD", 32 << 20), "</text></nonXMLBody></component>" + END))
                        .formatCode())
                .isEqualTo(ReportFormat.TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + ROOT + "&b;" + END,
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>" + ROOT + END,
                ROOT + "&b;" + END
            })
    void whatWouldBeReadElsewhereIsNotEvenLookedFor(String document) {
        assertThatExceptionOfType(UnusableReportException.class).isThrownBy(() -> CdaDocument.check(bytes(document)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0' encoding='x-nobody-has'?>" + ROOT + END,
                ROOT + END + ROOT + END,
                "<a>" + ROOT + END + "</a>",
                ROOT
            })
    void whatIsNoDocumentSaysSo(String document) {
        assertThatExceptionOfType(UnusableReportException.class).isThrownBy(() -> CdaDocument.check(bytes(document)));
    }

    @Test
    void whomItIsAboutIsReadFromItsHeaderAlone() throws Exception {
        String other = "<patientRole><id root='1.2' extension='no'/></patientRole>";
        assertThat(CdaDocument.check(bytes(ROOT + "<id root='1' extension='d'/><recordTarget><patientRole>"
                                + "<id root='1.2.3' extension=' 4711 '/><id root='1.2.4'/><id nullFlavor='UNK'/>"
                                + "<id extension='x' root='1.2.5'/><patient><id root='1.2' extension='p'/></patient>"
                                + "</patientRole></recordTarget><author>" + other + "</author>" + END))
                        .about()
                        .ids())
                .extracting(RecordTarget.Id::toString)
                .containsExactly("4711^^^&1.2.3&ISO", "x^^^&1.2.5&ISO");
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 12, 1 << 20})
    void ofItsPatientSoManyIdsAreKeptAndNoMore(int length) {
        refused(around(TARGET, new Endless("<id root='1.2' extension='a'/>", length), TARGET_END), "patient ids");
        refused(
                around(TARGET + "<id root='1.2' extension='", new Endless("a", length), "'/>" + TARGET_END),
                "patient ids");
    }

    @Test
    void whatCannotBeReadIsNoJudgementOfWhatItSays() {
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CdaDocument.check(around(ROOT, broken, END)))
                .withMessage("the disk is gone");
    }
}
