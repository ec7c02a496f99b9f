/** Specific character sets: bytes of text values to Unicode and back (PS3.3 C.12.1.1.2, PS3.5 section 6.1). */
@NullMarked
package dev.xdsi.dicom.charset;

import org.jspecify.annotations.NullMarked;
