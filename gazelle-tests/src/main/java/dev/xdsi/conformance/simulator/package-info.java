/** The other side of transactions that the tested actor begins: communities, repositories and imaging sources that say what a case wants. */
@NullMarked
package dev.xdsi.conformance.simulator;

import org.jspecify.annotations.NullMarked;
