package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * How somebody wants a frame of gray to be seen: a Grayscale Softcopy Presentation State (PS3.3 A.33.1, PS3.4 N.2). It takes the place of what
 * the image says about its grays, its overlays and its shutter. What is asked for and not known here is a reason not to show the frame.
 */
public final class PresentationState {
    private static final String MATRIX = "MATRIX";

    private final Attributes state;
    private final Presented presented;

    private PresentationState(Attributes state, Presented presented) {
        this.state = state;
        this.presented = presented;
    }

    /** One frame of an image, by its UIDs. */
    public record Presented(String seriesInstanceUID, String sopInstanceUID, int frame) {
        boolean isReferredTo(Attributes reference) {
            long[] frames = reference.longs(Tag.ReferencedFrameNumber);
            return reference.string(Tag.ReferencedSOPInstanceUID, "").equals(sopInstanceUID)
                    && (frames.length == 0 || Arrays.stream(frames).anyMatch(number -> number == frame));
        }

        /** Whether an item is about it: items that name no images are about all. */
        boolean isMeant(Attributes item) {
            return item.items(Tag.ReferencedImageSequence).isEmpty()
                    || item.items(Tag.ReferencedImageSequence).stream().anyMatch(this::isReferredTo);
        }
    }

    /**
     * Of one frame.
     *
     * @throws UnrenderableException when the data set is no such state, is not about the frame, or wants what is not done here
     */
    public static PresentationState of(Attributes state, Presented presented) throws UnrenderableException {
        if (!state.string(Tag.SOPClassUID, "").equals(UID.GrayscaleSoftcopyPresentationStateStorage)) {
            throw new UnrenderableException("Of presentation states only those of grays are applied here.");
        }
        if (state.items(Tag.ReferencedSeriesSequence).stream()
                .filter(series -> series.string(Tag.SeriesInstanceUID, "").equals(presented.seriesInstanceUID()))
                .flatMap(series -> series.items(Tag.ReferencedImageSequence).stream())
                .noneMatch(presented::isReferredTo)) {
            throw new UnrenderableException("The presentation state is not about this image.");
        }
        return new PresentationState(state, presented).checked();
    }

    private PresentationState checked() throws UnrenderableException {
        if (!state.items(Tag.MaskSubtractionSequence).isEmpty()) {
            throw new UnrenderableException("Presentation states that subtract a mask are not applied here.");
        }
        if (meant(Tag.CompoundGraphicSequence).findAny().isPresent()) {
            throw new UnrenderableException("Presentation states with compound graphics are not applied here.");
        }
        if (meant(Tag.GraphicAnnotationSequence)
                .flatMap(annotation -> Stream.concat(
                        annotation.items(Tag.TextObjectSequence).stream(),
                        annotation.items(Tag.GraphicObjectSequence).stream()))
                .flatMap(object -> Stream.of(
                        object.string(Tag.BoundingBoxAnnotationUnits, ""),
                        object.string(Tag.AnchorPointAnnotationUnits, ""),
                        object.string(Tag.GraphicAnnotationUnits, "")))
                .anyMatch(MATRIX::equals)) {
            throw new UnrenderableException("Graphics in units of a matrix of tiles are not drawn here.");
        }
        return this;
    }

    /** The items of a sequence that are about the frame. */
    Stream<Attributes> meant(int sequence) {
        return state.items(sequence).stream().filter(presented::isMeant);
    }

    Attributes dataSet() {
        return state;
    }

    /** Which part is seen, and which way round. */
    Area area(PixelFormat.Size image) throws UnrenderableException {
        return Area.of(state, meant(Tag.DisplayedAreaSelectionSequence).findFirst(), image);
    }

    /** The shape of the pixels in an area of it, as they are seen. */
    PixelAspect aspect(Area area) {
        PixelAspect stored = meant(Tag.DisplayedAreaSelectionSequence)
                .findFirst()
                .map(PixelAspect::ofDisplayed)
                .orElse(PixelAspect.SQUARE);
        return area.quarters() % 2 == 0 ? stored : new PixelAspect(1 / stored.height());
    }

    /** From stored values to what they measure; one that the image names does not count. */
    DoubleUnaryOperator modality(SampleFormat sample) throws UnrenderableException {
        return Grays.modality(state, state, sample);
    }

    /** From what is measured to how bright it is, from 0 to 1. */
    DoubleUnaryOperator brightness(SampleFormat sample, DoubleUnaryOperator modality) throws UnrenderableException {
        double least = modality.applyAsDouble(sample.least());
        double greatest = modality.applyAsDouble(sample.greatest());
        DoubleUnaryOperator voi = voi(Math.min(least, greatest), Math.max(least, greatest));
        Optional<Attributes> table = state.item(Tag.PresentationLUTSequence);
        if (table.isPresent()) {
            LookupTable presentation = LookupTable.of(table.get(), Tag.LUTDescriptor, Tag.LUTData, false);
            return value -> presentation.brightnessOfPart(voi.applyAsDouble(value));
        }
        String shape = state.string(Tag.PresentationLUTShape, "IDENTITY");
        return switch (shape) {
            case "IDENTITY" -> voi;
            case "INVERSE" -> value -> 1 - voi.applyAsDouble(value);
            default -> throw new UnrenderableException("A Presentation LUT Shape " + shape + " is not known here.");
        };
    }

    private DoubleUnaryOperator voi(double least, double greatest) throws UnrenderableException {
        Optional<Attributes> softcopy = meant(Tag.SoftcopyVOILUTSequence).findFirst();
        if (softcopy.isEmpty()) {
            return Window.over(least, greatest)::brightness;
        }
        Optional<Window> window = Window.of(softcopy.get());
        if (window.isPresent()) {
            return window.get()::brightness;
        }
        Attributes voi = softcopy.get()
                .item(Tag.VOILUTSequence)
                .orElseThrow(
                        () -> new UnrenderableException("The presentation state names neither a window nor a table."));
        return LookupTable.of(voi, Tag.LUTDescriptor, Tag.LUTData, least < 0)::brightness;
    }
}
