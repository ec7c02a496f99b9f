/** Conformance cases as they are written in files: steps, templates of messages, and the names that both use. */
@NullMarked
package dev.xdsi.conformance.cases;

import org.jspecify.annotations.NullMarked;
