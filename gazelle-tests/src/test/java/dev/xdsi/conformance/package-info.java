/** The conformance cases against a gateway of our own, and whether they would notice a broken one. */
@NullMarked
package dev.xdsi.conformance;

import org.jspecify.annotations.NullMarked;
