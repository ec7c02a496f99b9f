package dev.xdsi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.UnrenderableException;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class SansLetteringTest {
    private final Lettering letters = new SansLettering();

    @Test
    void aLineStandsOnItsAxisAndLettersOneAfterTheOther() throws Exception {
        Lettering.Line line = letters.line("Hg");
        Rectangle2D bounds = line.outline().getBounds2D();
        assertThat(bounds.getMinY()).isBetween(-0.8, -0.6);
        assertThat(bounds.getMaxY()).as("below the axis").isBetween(0.1, 0.3);
        assertThat(bounds.getMaxX()).isLessThanOrEqualTo(line.width());
        assertThat(letters.line("Hg Hg").width()).isGreaterThan(2 * line.width());
        assertThat(letters.line("").width()).isZero();
    }

    @Test
    void namesOfEuropeAreWritten() throws Exception {
        for (String name : new String[] {"Müller, Jürg", "Łukasiewicz", "Διονυσιος", "Люкceмбypг"}) {
            assertThat(letters.line(name).width()).isPositive();
        }
    }

    @Test
    void whatHasNoLetterIsRefusedByName() {
        assertThatThrownBy(() -> letters.line("山田, 太郎"))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("山");
    }
}
