/** Compressed pictures: what the decoders of the JPEG family have in common. They know nothing of DICOM. */
@NullMarked
package dev.xdsi.dicom.codec;

import org.jspecify.annotations.NullMarked;
