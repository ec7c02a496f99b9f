/** The sending side of the command line: DICOM files to our Imaging Document Source, and what becomes of them. */
@NullMarked
package dev.xdsi.gateway.share;

import org.jspecify.annotations.NullMarked;
