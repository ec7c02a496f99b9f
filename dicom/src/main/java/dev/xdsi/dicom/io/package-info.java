/** Reading and writing of data sets and DICOM files (PS3.5 section 7 and Annex A, PS3.10 section 7). */
@NullMarked
package dev.xdsi.dicom.io;

import org.jspecify.annotations.NullMarked;
