package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a Grayscale Softcopy Presentation State has seen of an image of 23 by 17 pixels. */
class PresentationStateTest {
    private static final MadeImage IMAGE = MadeImage.small(8, false, 1);
    private static final int COLUMNS = MadeImage.COLUMNS;
    private static final int ROWS = MadeImage.ROWS;

    /** Each letter is a box as wide and as high as the size, but for a gap at its right. */
    private static final Lettering BOXES = text -> {
        Path2D outline = new Path2D.Double();
        for (int i = 0; i < text.length(); i++) {
            outline.append(new java.awt.geom.Rectangle2D.Double(i, -1, 0.8, 1), false);
        }
        return new Lettering.Line(outline, text.length());
    };

    private static Attributes state() {
        return MadeState.of(IMAGE).setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(128, 256));
    }

    private static RenderedFrame seen(Attributes state) throws UnrenderableException {
        return seen(state, View.PLAIN);
    }

    private static RenderedFrame seen(Attributes state, View view) throws UnrenderableException {
        return RenderedFrame.of(
                IMAGE.encoded(UID.ExplicitVRLittleEndian, IMAGE.cells()),
                view,
                new Look(PresentationState.of(state, MadeState.PRESENTED), BOXES));
    }

    private static int at(RenderedFrame picture, int x, int y) {
        return picture.parts()[y * picture.width() + x];
    }

    private static int stored(int x, int y) {
        return IMAGE.sample(x, y, 0);
    }

    @Test
    void theImageIsSeenAsItIsStoredWhereNothingElseIsSaid() throws Exception {
        RenderedFrame picture = seen(state());
        assertThat(picture.width()).isEqualTo(COLUMNS);
        assertThat(at(picture, 20, 10)).isEqualTo(stored(20, 10));
    }

    @Test
    void itIsTurnedAndThenFlipped() throws Exception {
        Attributes quarter = state().setInt(Tag.ImageRotation, 90);
        assertThat(seen(quarter).width()).isEqualTo(ROWS);
        // the lower left corner comes to the upper left
        assertThat(at(seen(quarter), 0, 0)).isEqualTo(stored(0, ROWS - 1));
        assertThat(at(seen(quarter), 3, 20)).isEqualTo(stored(20, ROWS - 1 - 3));

        Attributes half = state().setInt(Tag.ImageRotation, 180);
        assertThat(at(seen(half), 2, 1)).isEqualTo(stored(COLUMNS - 1 - 2, ROWS - 1 - 1));

        Attributes threeQuarters = state().setInt(Tag.ImageRotation, 270);
        assertThat(at(seen(threeQuarters), 3, 20)).isEqualTo(stored(COLUMNS - 1 - 20, 3));

        Attributes both = state().setInt(Tag.ImageRotation, 90).setString(Tag.ImageHorizontalFlip, "Y");
        assertThat(at(seen(both), ROWS - 1 - 3, 20)).isEqualTo(stored(20, ROWS - 1 - 3));
    }

    @Test
    void onlyTheDisplayedAreaIsSeenAndBlackWhereItGoesBeyond() throws Exception {
        Attributes part = state().setItems(Tag.DisplayedAreaSelectionSequence, MadeState.area(11, 7, 23, 17));
        assertThat(seen(part).width()).isEqualTo(13);
        assertThat(at(seen(part), 0, 0)).isEqualTo(stored(10, 6));

        // after a half turn the top left corner of what is seen is the bottom right one of what is stored
        Attributes turned = state().setInt(Tag.ImageRotation, 180)
                .setItems(Tag.DisplayedAreaSelectionSequence, MadeState.area(23, 17, 11, 7));
        assertThat(at(seen(turned), 0, 0)).isEqualTo(stored(22, 16));

        Attributes beyond = state().setItems(Tag.DisplayedAreaSelectionSequence, MadeState.area(-4, -4, 23, 17));
        assertThat(at(seen(beyond), 4, 10)).isZero();
        assertThat(at(seen(beyond), 5, 5)).isEqualTo(stored(0, 0));
    }

    @Test
    void pixelsThatAreNotSquareAreSeenAsTheStateSaysAlsoTurned() throws Exception {
        Attributes area = MadeState.area(1, 1, COLUMNS, ROWS).setInt(Tag.PresentationPixelAspectRatio, VR.IS, 2, 1);
        Attributes tall = state().setItems(Tag.DisplayedAreaSelectionSequence, area);
        assertThat(seen(tall).width()).isEqualTo(COLUMNS);
        assertThat(seen(tall).height()).isEqualTo(2 * ROWS);
        tall.setInt(Tag.ImageRotation, 90);
        assertThat(seen(tall).width()).isEqualTo(2 * ROWS);
        assertThat(seen(tall).height()).isEqualTo(COLUMNS);
    }

    @Test
    void aRegionIsOneOfWhatIsSeen() throws Exception {
        Attributes part = state().setItems(Tag.DisplayedAreaSelectionSequence, MadeState.area(11, 7, 23, 17));
        RenderedFrame picture = seen(part, new View(null, null, new Region.Pixels(2, 3, 4, 5)));
        assertThat(picture.width()).isEqualTo(4);
        assertThat(at(picture, 0, 0)).isEqualTo(stored(12, 9));
    }

    @Test
    void whatAShutterHidesHasItsGray() throws Exception {
        Attributes rectangle = state().setString(Tag.ShutterShape, "RECTANGULAR")
                .setInt(Tag.ShutterLeftVerticalEdge, VR.IS, 10)
                .setInt(Tag.ShutterRightVerticalEdge, VR.IS, 20)
                .setInt(Tag.ShutterUpperHorizontalEdge, VR.IS, 8)
                .setInt(Tag.ShutterLowerHorizontalEdge, VR.IS, 15)
                .setInt(Tag.ShutterPresentationValue, 0x8000);
        RenderedFrame picture = seen(rectangle);
        assertThat(open(rectangle)).isEqualTo(11 * 8);
        assertThat(at(picture, 9, 7)).isEqualTo(stored(9, 7));
        assertThat(at(picture, 8, 7)).isEqualTo(128);
        assertThat(at(picture, 19, 14)).isEqualTo(stored(19, 14));

        Attributes circle = state().setString(Tag.ShutterShape, "CIRCULAR")
                .setInt(Tag.CenterOfCircularShutter, VR.IS, 9, 12)
                .setInt(Tag.RadiusOfCircularShutter, VR.IS, 2)
                .setInt(Tag.ShutterPresentationValue, 0x8000);
        assertThat(open(circle)).isEqualTo(13);
        assertThat(at(seen(circle), 11, 6)).isEqualTo(stored(11, 6));

        Attributes triangle = state().setString(Tag.ShutterShape, "POLYGONAL", "RECTANGULAR")
                .setInt(Tag.VerticesOfThePolygonalShutter, VR.IS, 2, 10, 12, 20, 12, 10)
                .setInt(Tag.ShutterLeftVerticalEdge, VR.IS, 1)
                .setInt(Tag.ShutterRightVerticalEdge, VR.IS, 12)
                .setInt(Tag.ShutterUpperHorizontalEdge, VR.IS, 1)
                .setInt(Tag.ShutterLowerHorizontalEdge, VR.IS, 17)
                .setInt(Tag.ShutterPresentationValue, 0x8000);
        // within both: columns 10, 11 and 12 from the slope down to row 12
        assertThat(open(triangle)).isEqualTo(11 + 10 + 9);
    }

    /** How many pixels are open, where all of the image is white. */
    private static long open(Attributes state) throws UnrenderableException {
        Attributes white = state.copy().setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(-100_000, 10));
        return Arrays.stream(seen(white).parts()).filter(gray -> gray == 255).count();
    }

    private static Attributes layer(String name, int order, int gray) {
        return new Attributes()
                .setString(Tag.GraphicLayer, name)
                .setInt(Tag.GraphicLayerOrder, VR.IS, order)
                .setInt(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, gray);
    }

    @Test
    void anOverlayIsSeenOnALayerAlone() throws Exception {
        byte[] bits = {(byte) 0xFF, (byte) 0xFF};
        Attributes overlay = state().setInt(Tag.OverlayRows, 2)
                .setInt(Tag.OverlayColumns, 8)
                .setString(Tag.OverlayType, "R")
                .setInt(Tag.OverlayOrigin, VR.SS, 3, 5)
                .setInt(Tag.OverlayBitsAllocated, 1)
                .setInt(Tag.OverlayBitPosition, 0)
                .setBytes(Tag.OverlayData, VR.OW, bits);
        assertThat(at(seen(overlay), 4, 2)).isEqualTo(stored(4, 2));

        overlay.setString(Tag.OverlayActivationLayer, "L").setItems(Tag.GraphicLayerSequence, layer("L", 1, 0x8000));
        assertThat(at(seen(overlay), 4, 2)).isEqualTo(128);
        assertThat(at(seen(overlay), 4, 4)).isEqualTo(stored(4, 4));
    }

    private static Attributes drawn(Attributes... objects) {
        return state().setItems(Tag.SoftcopyVOILUTSequence, MadeState.window(100_000, 10))
                .setItems(Tag.GraphicLayerSequence, layer("L", 1, 0xFFFF))
                .setItems(
                        Tag.GraphicAnnotationSequence,
                        new Attributes().setString(Tag.GraphicLayer, "L").setItems(Tag.GraphicObjectSequence, objects));
    }

    private static Attributes graphic(String type, String units, boolean filled, double... data) {
        return new Attributes()
                .setString(Tag.GraphicAnnotationUnits, units)
                .setInt(Tag.GraphicDimensions, 2)
                .setInt(Tag.NumberOfGraphicPoints, data.length / 2)
                .setReal(Tag.GraphicData, VR.FL, data)
                .setString(Tag.GraphicType, type)
                .setString(Tag.GraphicFilled, filled ? "Y" : "N");
    }

    @Test
    void graphicsAreWhereTheyAreToldAlsoInATurnedImage() throws Exception {
        Attributes line = drawn(graphic("POLYLINE", "PIXEL", false, 2.5, 4.5, 18.5, 4.5));
        assertThat(at(seen(line), 10, 4)).isGreaterThan(200);
        assertThat(at(seen(line), 10, 8)).isZero();

        line.setInt(Tag.ImageRotation, 90);
        assertThat(at(seen(line), ROWS - 1 - 4, 10)).isGreaterThan(200);
        line.setString(Tag.ImageHorizontalFlip, "Y");
        assertThat(at(seen(line), 4, 10)).isGreaterThan(200);

        Attributes display = drawn(graphic("POLYLINE", "DISPLAY", false, 0, 0.5, 1, 0.5));
        assertThat(at(seen(display), 10, 8)).isGreaterThan(200);
    }

    @Test
    void theyGrowWithThePicture() throws Exception {
        Attributes box = drawn(graphic("POLYLINE", "PIXEL", true, 5, 5, 10, 5, 10, 10, 5, 10, 5, 5));
        RenderedFrame twice = seen(box, new View(new Viewport(2 * COLUMNS, 2 * ROWS), null));
        assertThat(at(twice, 15, 15)).isEqualTo(255);
        assertThat(at(twice, 7, 7)).isZero();
        assertThat(at(twice, 23, 23)).isZero();
    }

    @Test
    void circlesAndEllipsesAreRound() throws Exception {
        Attributes circle = drawn(graphic("CIRCLE", "PIXEL", true, 11.5, 8.5, 15.5, 8.5));
        assertThat(at(seen(circle), 11, 8)).isEqualTo(255);
        assertThat(at(seen(circle), 11, 5)).isEqualTo(255);
        assertThat(at(seen(circle), 14, 5)).isLessThan(255);

        Attributes ellipse = drawn(graphic("ELLIPSE", "PIXEL", true, 2.5, 8.5, 20.5, 8.5, 11.5, 6.5, 11.5, 10.5));
        assertThat(at(seen(ellipse), 4, 8)).isEqualTo(255);
        assertThat(at(seen(ellipse), 11, 13)).isZero();

        Attributes curve = drawn(graphic("INTERPOLATED", "PIXEL", false, 2.5, 8.5, 11.5, 2.5, 20.5, 8.5));
        assertThat(at(seen(curve), 11, 2)).isGreaterThan(128);
        Attributes point = drawn(graphic("POINT", "PIXEL", false, 11.5, 8.5));
        assertThat(at(seen(point), 11, 8)).isGreaterThan(128);
    }

    @Test
    void textIsWrittenInItsBox() throws Exception {
        Attributes text = drawn();
        text.item(Tag.GraphicAnnotationSequence)
                .orElseThrow()
                .remove(Tag.GraphicObjectSequence)
                .setItems(
                        Tag.TextObjectSequence,
                        new Attributes()
                                .setString(Tag.BoundingBoxAnnotationUnits, "DISPLAY")
                                .setString(Tag.UnformattedTextValue, "I")
                                .setReal(Tag.BoundingBoxTopLeftHandCorner, VR.FL, 0.5, 0.5)
                                .setReal(Tag.BoundingBoxBottomRightHandCorner, VR.FL, 1, 1)
                                .setString(Tag.BoundingBoxTextHorizontalJustification, "LEFT"));
        RenderedFrame large = seen(text, new View(new Viewport(20 * COLUMNS, 20 * ROWS), null));
        assertThat(at(large, 230 + 4, 170 + 6)).isEqualTo(255);
        assertThat(at(large, 230 + 4, 170 + 30)).isZero();
        assertThat(at(large, 100, 170 + 6)).isZero();
    }

    @Test
    void annotationsAreWrittenInTheCorners() throws Exception {
        View asked = new View(new Viewport(460, 340), null, Region.WHOLE, Set.of(Annotation.PATIENT));
        EncodedFrame frame = IMAGE.encoded(UID.ExplicitVRLittleEndian, IMAGE.cells());
        Look boxes = new Look(null, BOXES);
        int[] without = RenderedFrame.of(frame, new View(new Viewport(460, 340), null), boxes)
                .parts();
        // nobody's name is in the image
        assertThat(RenderedFrame.of(frame, asked, boxes).parts()).isEqualTo(without);

        frame.image().dataSet().setString(Tag.PatientName, "Doe^Jane");
        assertThat(Annotation.PATIENT.lines(frame.image().dataSet(), 1)).containsExactly("Doe, Jane");
        int[] with = RenderedFrame.of(frame, asked, boxes).parts();
        assertThat(Arrays.equals(with, 460 * 40, with.length, without, 460 * 40, with.length))
                .as("below the corner nothing is written")
                .isTrue();
        assertThat(with[460 * 10 + 10]).isEqualTo(255);
    }

    @Test
    void technicalAnnotationsSayHowItWasMade() {
        Attributes image = new Attributes()
                .setString(Tag.Modality, "CT")
                .setString(Tag.StudyDate, "20260102")
                .setString(Tag.StudyTime, "030405.678")
                .setInt(Tag.SeriesNumber, VR.IS, 3)
                .setInt(Tag.InstanceNumber, VR.IS, 12)
                .setInt(Tag.NumberOfFrames, VR.IS, 4)
                .setString(Tag.KVP, "120");
        assertThat(Annotation.TECHNIQUE.lines(image, 2))
                .containsExactly("20260102 030405", "CT Se 3 Im 12 Fr 2", "120 kV");
    }

    @Test
    void lettersThatAreMissingAreAReasonToRefuse() {
        EncodedFrame frame = IMAGE.encoded(UID.ExplicitVRLittleEndian, IMAGE.cells());
        frame.image().dataSet().setString(Tag.PatientID, "4711");
        View asked = new View(null, null, Region.WHOLE, Set.of(Annotation.PATIENT));
        assertThatThrownBy(() -> RenderedFrame.of(frame, asked)).isInstanceOf(UnrenderableException.class);
    }

    @Test
    void whatIsNotDoneIsRefusedAndNotLeftOut() {
        refused(state().setString(Tag.SOPClassUID, UID.ColorSoftcopyPresentationStateStorage), "only those of grays");
        refused(
                state().setItems(
                                Tag.ReferencedSeriesSequence,
                                new Attributes()
                                        .setString(Tag.SeriesInstanceUID, "2.25.4")
                                        .setItems(Tag.ReferencedImageSequence, MadeState.reference())),
                "not about this image");
        refused(
                state().setItems(
                                Tag.ReferencedSeriesSequence,
                                new Attributes()
                                        .setString(Tag.SeriesInstanceUID, "2.25.3")
                                        .setItems(
                                                Tag.ReferencedImageSequence,
                                                MadeState.reference().setInt(Tag.ReferencedFrameNumber, VR.IS, 2, 3))),
                "not about this image");
        refused(state().setItems(Tag.MaskSubtractionSequence, new Attributes()), "mask");
        refused(state().setItems(Tag.CompoundGraphicSequence, new Attributes()), "compound");
        refused(state().setString(Tag.ShutterShape, "BITMAP"), "shutter");
        refused(state().setInt(Tag.ImageRotation, 45), "quarters");
        refused(state().setString(Tag.PresentationLUTShape, "LIN OD"), "Presentation LUT");
        refused(drawn(graphic("SPLINE", "PIXEL", false, 1, 1, 2, 2)), "SPLINE");
        refused(drawn(graphic("CIRCLE", "PIXEL", false, 1, 1)), "too few points");
        refused(drawn(graphic("POLYLINE", "MATRIX", false, 1, 1, 2, 2)), "matrix");
        refused(
                state().setItems(Tag.DisplayedAreaSelectionSequence, MadeState.area(1, 1, 2_000_000_000, 17)),
                "too large");
    }

    private static void refused(Attributes state, String reason) {
        assertThatThrownBy(() -> seen(state))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining(reason);
    }
}
