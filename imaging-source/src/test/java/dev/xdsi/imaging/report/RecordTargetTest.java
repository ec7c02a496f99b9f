package dev.xdsi.imaging.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.xdsi.imaging.report.RecordTarget.StudyPatient;
import dev.xdsi.model.PatientId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a document is about the patient of a study: domain A, department B, and one whose ids the images know too. */
class RecordTargetTest {
    private static final StudyPatient PATIENT =
            new StudyPatient(List.of(id("A.1"), id("B.4711")), List.of(id("B.4712")));

    private static PatientId id(String brief) {
        return PatientId.parse(brief.substring(2) + "^^^&1.2." + (brief.charAt(0) - 'A') + "&ISO")
                .orElseThrow();
    }

    private static RecordTarget target(String ids) {
        return new RecordTarget(Arrays.stream(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(RecordTargetTest::id)
                .map(id -> new RecordTarget.Id(id.assigningAuthority().value(), id.id()))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C.9", "A.1", "B.4711", "B.4712", "A.1 B.4711 C.9", "A.7 A.1", "B.9 B.4712"})
    void itIsWhereNothingThatBothKnowSaysOtherwise(String ids) {
        assertThatCode(() -> target(ids).check(PATIENT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.7", "B.9", "A.1 B.9", "A.7 B.4711", "A.7 A.8", "C.1 A.4711"})
    void itIsNotWhereEveryIdOfAnIssuerIsAnother(String ids) {
        assertThatExceptionOfType(UnusableReportException.class)
                .isThrownBy(() -> target(ids).check(PATIENT))
                .withMessageContaining("the study is of");
    }
}
