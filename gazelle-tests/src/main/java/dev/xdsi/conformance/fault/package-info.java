/** Breaks answers and requests on purpose, to see whether the cases notice. */
@NullMarked
package dev.xdsi.conformance.fault;

import org.jspecify.annotations.NullMarked;
