/** One IHE transaction, who calls it, how it ended and what it really sent. */
@NullMarked
package dev.xdsi.transaction;

import org.jspecify.annotations.NullMarked;
