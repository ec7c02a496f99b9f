@NullMarked
package dev.xdsi.dicom.net.pdu;

import org.jspecify.annotations.NullMarked;
