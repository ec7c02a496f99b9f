/** What became of the cases, for the terminal, for people and for build servers. */
@NullMarked
package dev.xdsi.conformance.report;

import org.jspecify.annotations.NullMarked;
