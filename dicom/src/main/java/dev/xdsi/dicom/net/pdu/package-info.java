/** The protocol data units of the DICOM upper layer (PS3.8 9.3): values, and their bounded reader and writer. */
@NullMarked
package dev.xdsi.dicom.net.pdu;

import org.jspecify.annotations.NullMarked;
