/** Messages in MTOM form. */
@NullMarked
package dev.xdsi.conformance.wire;

import org.jspecify.annotations.NullMarked;
