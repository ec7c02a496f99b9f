/** What is tested: a gateway started for it, or a host that a file describes. */
@NullMarked
package dev.xdsi.conformance.target;

import org.jspecify.annotations.NullMarked;
