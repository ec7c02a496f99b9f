package dev.xdsi.dicom.pixel;

import org.jspecify.annotations.Nullable;

/**
 * What a picture has beside its image.
 *
 * @param state how somebody wants it presented, or null where nobody said so
 * @param letters with which something is written over it
 */
public record Look(@Nullable PresentationState state, Lettering letters) {
    public static final Look PLAIN = new Look(null, Lettering.NONE);
}
