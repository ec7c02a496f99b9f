/** JPEG 2000 (ISO/IEC 15444-1) and High-Throughput JPEG 2000 (ISO/IEC 15444-15). */
@NullMarked
package dev.xdsi.dicom.codec.jpeg2000;

import org.jspecify.annotations.NullMarked;
