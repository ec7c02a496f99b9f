package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.List;
import java.util.Optional;

/** Where attributes of a frame stand: with the frame, with all frames, or with the image (PS3.3 C.7.6.16). */
record FunctionalGroups(Attributes image, int frame) {
    /** What holds the attributes of a functional group. */
    Attributes holderOf(int sequence) {
        List<Attributes> perFrame = image.items(Tag.PerFrameFunctionalGroupsSequence);
        Optional<Attributes> ofFrame =
                frame <= perFrame.size() ? perFrame.get(frame - 1).item(sequence) : Optional.empty();
        return ofFrame.or(() -> image.item(Tag.SharedFunctionalGroupsSequence).flatMap(all -> all.item(sequence)))
                .orElse(image);
    }
}
