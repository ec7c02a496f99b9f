/** Measurements of a running gateway, each printed with what it is compared to. */
@NullMarked
package dev.xdsi.benchmarks;

import org.jspecify.annotations.NullMarked;
