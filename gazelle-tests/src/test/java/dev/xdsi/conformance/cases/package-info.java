/** How cases are written. */
@NullMarked
package dev.xdsi.conformance.cases;

import org.jspecify.annotations.NullMarked;
