/** A patient's imaging summary: the list of all imaging studies that are registered, as a PDF made when it is asked for. */
@NullMarked
package dev.xdsi.repository.ondemand.imagingsummary;

import org.jspecify.annotations.NullMarked;
