/** The DICOM JSON Model (PS3.18 Annex F). */
@NullMarked
package dev.xdsi.dicom.json;

import org.jspecify.annotations.NullMarked;
