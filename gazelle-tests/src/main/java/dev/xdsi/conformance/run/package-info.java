/** Plays cases step by step and judges the answers. */
@NullMarked
package dev.xdsi.conformance.run;

import org.jspecify.annotations.NullMarked;
