/** Command sets and statuses of the DICOM message exchange (PS3.7). */
@NullMarked
package dev.xdsi.dicom.net.dimse;

import org.jspecify.annotations.NullMarked;
