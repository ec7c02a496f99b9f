@NullMarked
package dev.xdsi.dicom.net.dimse;

import org.jspecify.annotations.NullMarked;
