@NullMarked
package dev.xdsi.dicom.xml;

import org.jspecify.annotations.NullMarked;
