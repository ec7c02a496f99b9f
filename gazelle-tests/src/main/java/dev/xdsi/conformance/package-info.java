/** The conformance runner: cases of IHE's testers as data, played against this gateway or any other. */
@NullMarked
package dev.xdsi.conformance;

import org.jspecify.annotations.NullMarked;
