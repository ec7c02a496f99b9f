/** Structured Reports (PS3.3 C.17) as people read them: the content tree and who answers for it, as HTML or plain text. */
@NullMarked
package dev.xdsi.dicom.sr;

import org.jspecify.annotations.NullMarked;
