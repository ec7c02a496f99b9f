package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.PresentationState;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.RenderingRoom.Chosen;
import dev.xdsi.dicom.pixel.RepresentativeFrame;
import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.dicom.web.RenderingParameters;
import dev.xdsi.dicom.web.RenderingParameters.Presentation;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes pictures of frames (PS3.18 8.7.4), a few at a time. */
public final class Pictures {
    public static final String JPEG = "image/jpeg";
    public static final String PNG = "image/png";
    public static final String GIF = "image/gif";
    /** As what one picture is sent, what there is for every image first. */
    public static final List<String> TYPES = List.of(JPEG, PNG, GIF);

    private final InstanceArchive archive;
    private final RenderingRoom room;

    public Pictures(InstanceArchive archive, RenderingRoom room) {
        this.archive = archive;
        this.room = room;
    }

    /**
     * How a picture is to look and to be written.
     *
     * @param state the presentation state that the parameters name; null where they name none
     */
    public record Manner(
            RenderingParameters parameters,
            String type,
            @Nullable StoredInstance state) {
        /** The same for the same picture of the same image. */
        String version() {
            return parameters + " " + type
                    + (state == null ? "" : " " + state.file().sha256());
        }
    }

    /**
     * With the presentation state that the parameters name: one of the study, which the caller may have as he may have the image.
     *
     * @param given the instances of the study, by their UIDs, that the caller may have
     */
    public Manner manner(RenderingParameters parameters, String type, Oid study, Predicate<Oid> given) throws Refused {
        Presentation named = parameters.presentation();
        if (named == null) {
            return new Manner(parameters, type, null);
        }
        StoredInstance state = Optional.of(named.sopInstanceUID())
                .filter(Oid::isValid)
                .map(Oid::new)
                .filter(given)
                .flatMap(uid -> archive.find(uid))
                .filter(found -> found.uids().study().equals(study))
                .filter(found -> found.uids().series().value().equals(named.seriesInstanceUID()))
                .orElseThrow(
                        () -> new Refused(new HttpRefusal(404, "The image's study has no such presentation state.")));
        return new Manner(parameters, type, state);
    }

    public RenderingRoom room() {
        return room;
    }

    /** What is read instead of looked at, made in the same room. */
    public Documents documents() {
        return new Documents(archive, room);
    }

    /** Whether the instance is an image, by its SOP class (PS3.4 B.5). */
    public static boolean isImage(StoredInstance instance) {
        return UniqueIdentifiers.nameOf(instance.sopClassUID().value()).contains("Image Storage");
    }

    /** Refuses frames that are not there before anything is made of others. */
    void require(StoredInstance instance, List<Integer> numbers) throws Refused, IOException {
        try {
            int count = archive.frames(instance).all().size();
            if (numbers.stream().anyMatch(number -> number > count)) {
                throw missing(count);
            }
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    /** Whether it has several frames, of which a GIF would have to move (PS3.18 8.7.4): none is made of these. */
    public boolean moves(StoredInstance instance) throws Refused, IOException {
        try (HeldInstance held = archive.hold(instance)) {
            return archive.frames(held.instance()).all().size() > 1;
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    private static Refused missing(int count) {
        return new Refused(new HttpRefusal(404, "The image has " + count + " frames, and not all of those."));
    }

    /** @param number of the frame, from 1; 0 for the one that represents the image */
    public byte[] picture(StoredInstance instance, int number, Manner manner) throws Refused, IOException {
        try {
            return made(instance, number, manner);
        } catch (UnrenderableException unfit) {
            throw Refused.notAcceptable(String.valueOf(unfit.getMessage()));
        } catch (BusyException busy) {
            throw new Refused(HttpRefusal.of(busy));
        }
    }

    private byte[] made(StoredInstance instance, int number, Manner manner) throws Refused, BusyException, IOException {
        try (HeldInstance held = archive.hold(instance)) {
            return room.draw(
                    () -> chosen(held, number, manner), manner.parameters().view(), rendered -> switch (manner.type()) {
                        case PNG -> rendered.png();
                        case GIF -> rendered.gif();
                        default -> rendered.jpeg(manner.parameters().quality());
                    });
        }
    }

    private Chosen chosen(HeldInstance held, int number, Manner manner) throws Refused, IOException {
        DicomFile image = Part10.read(held.file());
        List<Frames.Frame> frames = Frames.of(image).all();
        int chosen = number == 0 ? RepresentativeFrame.of(image.dataSet()) : number;
        if (chosen > frames.size()) {
            throw missing(frames.size());
        }
        return new Chosen(image, chosen, frames.get(chosen - 1), state(held.instance(), chosen, manner.state()));
    }

    private @Nullable PresentationState state(StoredInstance image, int frame, @Nullable StoredInstance state)
            throws IOException {
        if (state == null) {
            return null;
        }
        try (HeldInstance held = archive.hold(state)) {
            return PresentationState.of(
                    Part10.read(held.file()).dataSet(),
                    new PresentationState.Presented(
                            image.uids().series().value(),
                            image.uids().sopInstance().value(),
                            frame));
        }
    }
}
