package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.net.PresentationContextPlan.Pair;
import dev.xdsi.dicom.net.pdu.ContextResult;
import dev.xdsi.dicom.net.pdu.ContextResult.Reason;
import dev.xdsi.dicom.net.pdu.ProposedContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredPolicyTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String KEY_OBJECT_SELECTION = "1.2.840.10008.5.1.4.1.1.88.59";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String JPEG_2000 = "1.2.840.10008.1.2.4.90";
    private static final AcceptPolicy STORAGE = DeclaredPolicy.storage(ScpForTests.TITLE);

    @Test
    void theFirstCompressedOrExplicitSyntaxIsTaken() {
        assertThat(chosen(TransferSyntaxes.IMPLICIT, JPEG_2000, TransferSyntaxes.EXPLICIT))
                .isEqualTo(JPEG_2000);
        assertThat(chosen(TransferSyntaxes.EXPLICIT, JPEG_2000)).isEqualTo(TransferSyntaxes.EXPLICIT);
        assertThat(chosen(TransferSyntaxes.EXPLICIT_BIG_ENDIAN, RLE)).isEqualTo(RLE);
        assertThat(chosen(TransferSyntaxes.EXPLICIT_BIG_ENDIAN, TransferSyntaxes.IMPLICIT))
                .isEqualTo(TransferSyntaxes.IMPLICIT);
        assertThat(chosen(TransferSyntaxes.EXPLICIT_BIG_ENDIAN)).isEqualTo(TransferSyntaxes.EXPLICIT_BIG_ENDIAN);
        assertThat(chosen("1.2.3.4", TransferSyntaxes.IMPLICIT)).isEqualTo(TransferSyntaxes.IMPLICIT);
    }

    @Test
    void whatIsNotDeclaredIsRefusedWithItsReason() {
        assertThat(STORAGE.judge(new ProposedContext(1, "1.2.3", List.of(RLE))).reason())
                .isEqualTo(Reason.ABSTRACT_SYNTAX_NOT_SUPPORTED);
        assertThat(STORAGE.judge(new ProposedContext(1, CT, List.of("1.2.3"))).reason())
                .isEqualTo(Reason.TRANSFER_SYNTAXES_NOT_SUPPORTED);
        ContextResult widened = DeclaredPolicy.storage(ScpForTests.TITLE)
                .accepting(Set.of("1.2.3"), Set.of(RLE))
                .judge(new ProposedContext(1, "1.2.3", List.of(RLE)));
        assertThat(widened.accepted()).isTrue();
    }

    @Test
    void theDeclaredLists() {
        assertThat(StorageSopClasses.all())
                .contains(CT, KEY_OBJECT_SELECTION, "1.2.840.10008.5.1.4.1.1.104.1")
                .hasSizeGreaterThan(150)
                .allMatch(uid -> uid.matches("[0-9]+(\\.[0-9]+)+"));
        assertThat(TransferSyntaxes.all())
                .contains(TransferSyntaxes.IMPLICIT, "1.2.840.10008.1.2.1.99", RLE, JPEG_2000, "1.2.840.10008.1.2.4.80")
                .noneMatch(syntax -> TransferSyntax.of(syntax).pixelsElsewhere());
        assertThat(List.of("94", "95", "204", "205"))
                .allMatch(number ->
                        TransferSyntax.of("1.2.840.10008.1.2.4." + number).pixelsElsewhere());
    }

    @Test
    void aPlanHasOneContextAPairAndNoMoreThanFit() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 129; i++) {
            pairs.add(new Pair("1.2." + i, RLE));
        }
        pairs.add(pairs.getFirst());
        List<PresentationContextPlan> plans = PresentationContextPlan.partition(pairs);
        assertThat(plans).extracting(plan -> plan.contexts().size()).containsExactly(128, 1);
        assertThat(plans.getFirst().contexts().getLast().id()).isEqualTo(255);
        assertThatThrownBy(() -> PresentationContextPlan.of(pairs)).hasMessageContaining("partition these over 2");
        assertThatThrownBy(() -> PresentationContextPlan.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String chosen(String... offered) {
        return STORAGE.judge(new ProposedContext(1, CT, List.of(offered))).transferSyntax();
    }
}
