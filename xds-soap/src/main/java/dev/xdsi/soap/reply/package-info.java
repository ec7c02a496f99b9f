/** Answers that leave on a connection of their own, for partners who asked for that (WS-Addressing 1.0 Core 3.4, ITI TF-2: Appendix V.5). */
@NullMarked
package dev.xdsi.soap.reply;

import org.jspecify.annotations.NullMarked;
