/** The whole gateway from outside: the way of a study, wrong input, and a sudden end. */
@NullMarked
package dev.xdsi.journey;

import org.jspecify.annotations.NullMarked;
