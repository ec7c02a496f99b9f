/** What instances say without their bulk data, as DICOM JSON (PS3.18 F.2): as it is made when they come, and as it is kept. */
@NullMarked
package dev.xdsi.imaging.metadata;

import org.jspecify.annotations.NullMarked;
