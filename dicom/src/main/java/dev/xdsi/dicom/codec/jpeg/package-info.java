/** JPEG (ISO/IEC 10918-1): sequential and progressive DCT of 8 and 12 bits, and lossless, all with Huffman codes. */
@NullMarked
package dev.xdsi.dicom.codec.jpeg;

import org.jspecify.annotations.NullMarked;
