package dev.xdsi.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.pixel.Annotation;
import dev.xdsi.dicom.pixel.Region;
import dev.xdsi.dicom.pixel.View;
import dev.xdsi.dicom.pixel.Viewport;
import dev.xdsi.dicom.pixel.Window;
import dev.xdsi.dicom.web.RenderingParameters.UnfitParameter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingParametersTest {
    private static RenderingParameters of(Map<String, String> query) throws UnfitParameter {
        return RenderingParameters.of(name -> Optional.ofNullable(query.get(name)), null);
    }

    @Test
    void nothingSaidIsTheImageAsItIs() throws UnfitParameter {
        assertThat(of(Map.of())).isEqualTo(new RenderingParameters(View.PLAIN, RenderingParameters.USUAL_QUALITY));
        assertThat(RenderingParameters.of(name -> Optional.empty(), new Viewport(9, 9))
                        .view()
                        .viewport())
                .isEqualTo(new Viewport(9, 9));
    }

    @Test
    void allThatAreReadAreNamed() throws UnfitParameter {
        Set<String> read = new TreeSet<>();
        RenderingParameters.of(
                name -> {
                    read.add(name);
                    return Optional.empty();
                },
                null);

        assertThat(RenderingParameters.NAMES).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void allIsTakenTogether() throws UnfitParameter {
        assertThat(of(Map.of("viewport", "64,32,1,2,-30,40", "window", "40,400,linear-exact", "quality", "7")))
                .isEqualTo(new RenderingParameters(
                        new View(
                                new Viewport(64, 32),
                                new Window(40, 400, Window.Function.LINEAR_EXACT),
                                new Region.Pixels(1, 2, -30, 40)),
                        7));
        assertThat(of(Map.of("viewport", "64,32,,,30,40")).view().region()).isEqualTo(new Region.Pixels(0, 0, 30, 40));
        assertThat(of(Map.of("iccprofile", "no")).view()).isEqualTo(View.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "viewport,'1'",
        "viewport,'0,1'",
        "viewport,'1,2,3'",
        "viewport,'1,2,3,4,0,6'",
        "viewport,'1,2,3,4,,6'",
        "viewport,'1,2,3,4,5,6,7'",
        "viewport,'1,9999'",
        "window,'1,2'",
        "window,'1,0,linear'",
        "window,'a,2,linear'",
        "quality,0",
        "quality,1000",
        "iccprofile,srgb",
        "annotation,name",
        "annotation,'patient,'",
        "presentationUID,1.2",
        "presentationSeriesUID,1.2"
    })
    void whatCannotBeDoneIsSaid(String name, String value) {
        assertThatThrownBy(() -> of(Map.of(name, value))).isInstanceOf(UnfitParameter.class);
    }

    @Test
    void annotationsAndAPresentationStateAreNamed() throws Exception {
        assertThat(of(Map.of("annotation", "technique,patient")).view().annotations())
                .containsExactly(Annotation.PATIENT, Annotation.TECHNIQUE);
        Map<String, String> state = Map.of("presentationSeriesUID", "1.2", "presentationUID", "1.2.3");
        assertThat(of(state).presentation()).isEqualTo(new RenderingParameters.Presentation("1.2", "1.2.3"));
        Map<String, String> withWindow = new HashMap<>(state);
        withWindow.put("window", "40,400,linear");
        assertThatThrownBy(() -> of(withWindow)).isInstanceOf(UnfitParameter.class);
        Map<String, String> strange = Map.of("presentationSeriesUID", "1.2", "presentationUID", "../x");
        assertThatThrownBy(() -> of(strange)).isInstanceOf(UnfitParameter.class);
    }
}
