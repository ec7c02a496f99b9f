/** MTOM/XOP messages: multipart bodies read strictly, attachments that stream (ITI TF-2: Appendix V.3). */
@NullMarked
package dev.xdsi.soap.mtom;

import org.jspecify.annotations.NullMarked;
