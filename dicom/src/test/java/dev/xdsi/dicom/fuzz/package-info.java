/** Readers of what strangers write, against bytes that a fuzzer makes up. */
@NullMarked
package dev.xdsi.dicom.fuzz;

import org.jspecify.annotations.NullMarked;
