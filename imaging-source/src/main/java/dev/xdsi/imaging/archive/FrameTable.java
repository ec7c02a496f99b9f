package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.FrameOffsets;
import dev.xdsi.dicom.pixel.Frames;
import dev.xdsi.dicom.pixel.UnrenderableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the frames of an instance lie in its file, as it is kept. Made once, when the instance comes. */
public final class FrameTable {
    /** Of an instance whose file must be asked: it has no pixels, or few, or such as are not sent as they lie. */
    public static final FrameTable NONE = new FrameTable(new byte[0]);

    private final byte[] encoded;

    /** Takes the array as it is: who made it must not change it. */
    public FrameTable(byte[] encoded) {
        this.encoded = encoded;
    }

    static FrameTable of(DicomFile image) throws IOException {
        if (image.pixelData().isEmpty()) {
            return NONE;
        }
        try {
            return FrameOffsets.of(Frames.of(image))
                    .map(offsets -> new FrameTable(offsets.encoded()))
                    .orElse(NONE);
        } catch (UnrenderableException unknown) {
            return NONE;
        }
    }

    byte[] encoded() {
        return encoded;
    }

    Optional<Frames> in(Path file, TransferSyntax syntax) throws IOException {
        return encoded.length == 0
                ? Optional.empty()
                : Optional.of(FrameOffsets.decoded(encoded).in(file, syntax));
    }
}
