/** The Native DICOM Model (PS3.19 A.1): data sets as XML. */
@NullMarked
package dev.xdsi.dicom.xml;

import org.jspecify.annotations.NullMarked;
