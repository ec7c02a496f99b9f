@NullMarked
package dev.xdsi.dicom.net;

import org.jspecify.annotations.NullMarked;
