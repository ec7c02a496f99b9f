/** DICOM data sets and their vocabulary: elements, value representations, identifiers, dictionary (PS3.5, PS3.6). */
@NullMarked
package dev.xdsi.dicom;

import org.jspecify.annotations.NullMarked;
