/** Retrieve Document Set [ITI-43]: request and response, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti43;

import org.jspecify.annotations.NullMarked;
