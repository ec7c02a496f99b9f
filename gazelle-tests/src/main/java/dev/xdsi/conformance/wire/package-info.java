/** What goes over the wire and what comes back, byte by byte, with no SOAP library between. */
@NullMarked
package dev.xdsi.conformance.wire;

import org.jspecify.annotations.NullMarked;
