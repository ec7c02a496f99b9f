/** Interoperability with software of other makes. */
@NullMarked
package dev.xdsi.interop;

import org.jspecify.annotations.NullMarked;
