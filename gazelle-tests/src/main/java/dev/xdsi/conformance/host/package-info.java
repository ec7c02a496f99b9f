/** What is tested: a gateway started for it, or a host that a file describes. */
@NullMarked
package dev.xdsi.conformance.host;

import org.jspecify.annotations.NullMarked;
