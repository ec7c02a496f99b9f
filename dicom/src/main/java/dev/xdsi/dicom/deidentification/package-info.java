/** Images without what says whose they are (PS3.15 Annex E). */
@NullMarked
package dev.xdsi.dicom.deidentification;

import org.jspecify.annotations.NullMarked;
