/** JPEG-LS (ISO/IEC 14495-1), lossless and near-lossless. */
@NullMarked
package dev.xdsi.dicom.codec.jpegls;

import org.jspecify.annotations.NullMarked;
