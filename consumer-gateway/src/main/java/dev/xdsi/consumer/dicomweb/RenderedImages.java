package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.dicomweb.RenderedRequest.Encoding;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.RenderedFrame;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.pixel.RenderingRoom.Chosen;
import dev.xdsi.dicom.pixel.RepresentativeFrame;
import dev.xdsi.dicom.pixel.UnrenderableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Rendered resources and thumbnails (PS3.18 10.4.1.1.3, 10.4.1.1.4). Of a study or a series a thumbnail shows its representative image,
 * for which that one alone is fetched; of several frames, an image shows the one that represents it.
 */
final class RenderedImages {
    private static final int MOST_IMAGES = 100;

    private final CachedImages images;
    private final Supplier<UUID> ids;
    private final Thumbnails thumbnails = new Thumbnails(Thumbnails.Limits.DEFAULT, System::nanoTime);
    private final RenderingRoom room;

    RenderedImages(CachedImages images, RenderingRoom room, Supplier<UUID> ids) {
        this.images = images;
        this.room = room;
        this.ids = ids;
    }

    void answer(Wanted wanted, RenderedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws ApiRefusal, IOException {
        try {
            if (asked.thumbnail()) {
                new PictureAnswer(request, response).send(thumbnail(wanted, asked), asked.encoding());
            } else {
                rendered(wanted, asked, request, response);
            }
        } catch (UnrenderableException unfit) {
            throw Refusals.notAcceptable(String.valueOf(unfit.getMessage()));
        }
    }

    private byte[] thumbnail(Wanted wanted, RenderedRequest asked) throws ApiRefusal, IOException {
        Manifest chosen = chosen(wanted).orElseThrow(RenderedImages::noImage);
        Thumbnails.Key key = new Thumbnails.Key(
                wanted.asker().session(),
                wanted.asker().caller().user(),
                chosen.instances().toList() + " " + asked);
        Optional<byte[]> known = thumbnails.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        Path image = images.alone(chosen, wanted.asker());
        byte[] picture = picture(image, frames(asked).getFirst(), asked);
        thumbnails.keep(key, picture);
        key.session().whenEnded(thumbnails, () -> thumbnails.forget(key.session()));
        return picture;
    }

    private static Optional<Manifest> chosen(Wanted wanted) {
        return wanted.path().isOfInstance()
                ? wanted.part().stream().findFirst()
                : ImageChoice.representative(wanted.part());
    }

    private void rendered(
            Wanted wanted, RenderedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws ApiRefusal, IOException {
        List<Manifest> all = wanted.path().isOfInstance()
                ? List.of(wanted.part().getFirst())
                : ImageChoice.all(wanted.part()).limit(MOST_IMAGES + 1L).toList();
        if (all.isEmpty()) {
            throw noImage();
        }
        if (all.size() > MOST_IMAGES) {
            throw Refusals.notAcceptable("More than " + MOST_IMAGES + " images are not rendered at once.");
        }
        if (all.size() == 1 && asked.frames().size() <= 1) {
            Path image = images.alone(all.getFirst(), wanted.asker());
            new PictureAnswer(request, response)
                    .send(picture(image, frames(asked).getFirst(), asked), asked.encoding());
            return;
        }
        MultipartAnswer answer = new MultipartAnswer(response, ids.get().toString());
        for (Manifest one : all) {
            Path image = images.alone(one, wanted.asker());
            for (OptionalInt frame : frames(asked)) {
                byte[] picture = picture(image, frame, asked);
                answer.next(asked.encoding().type(), "").write(picture);
            }
        }
        answer.finish();
    }

    /** Each by its number; empty for the one that represents the image. */
    private static List<OptionalInt> frames(RenderedRequest asked) {
        return asked.frames().isEmpty()
                ? List.of(OptionalInt.empty())
                : asked.frames().stream().map(OptionalInt::of).toList();
    }

    private byte[] picture(Path file, OptionalInt number, RenderedRequest asked) throws ApiRefusal, IOException {
        try {
            return room.draw(() -> chosen(file, number), asked.view(), picture -> written(picture, asked.encoding()));
        } catch (BusyException busy) {
            throw Refusals.of(busy);
        }
    }

    private static Chosen chosen(Path file, OptionalInt number) throws ApiRefusal, IOException {
        DicomFile image = Part10.read(file);
        List<Frames.Frame> frames = CachedImages.framesOf(image).all();
        int chosen = number.orElse(RepresentativeFrame.of(image.dataSet()));
        if (chosen < 1 || chosen > frames.size()) {
            throw Refusals.notFound();
        }
        return new Chosen(image, chosen, frames.get(chosen - 1));
    }

    private static byte[] written(RenderedFrame frame, Encoding encoding) throws IOException {
        return encoding.type().equals(RenderedRequest.PNG) ? frame.png() : frame.jpeg(encoding.quality());
    }

    private static ApiRefusal noImage() {
        return Refusals.notAcceptable("There is no image in it.");
    }
}
