/** Pixel data made visible: decoded, windowed and coloured, frame by frame (PS3.3 C.7.6.3, C.11; PS3.5 section 8). */
@NullMarked
package dev.xdsi.dicom.pixel;

import org.jspecify.annotations.NullMarked;
