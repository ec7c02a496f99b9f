/** What reports say, and that nobody writes into them. */
@NullMarked
package dev.xdsi.conformance.report;

import org.jspecify.annotations.NullMarked;
