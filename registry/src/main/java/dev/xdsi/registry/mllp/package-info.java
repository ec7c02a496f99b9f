/** The Minimal Lower Layer Protocol of HL7 v2: messages between {@code <VT>} and {@code <FS><CR>}, one after the other. */
@NullMarked
package dev.xdsi.registry.mllp;

import org.jspecify.annotations.NullMarked;
