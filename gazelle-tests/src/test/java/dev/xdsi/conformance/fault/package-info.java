/** Faults on made-up answers. */
@NullMarked
package dev.xdsi.conformance.fault;

import org.jspecify.annotations.NullMarked;
