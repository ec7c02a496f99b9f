/** Retrieve Document Set [ITI-43], the Document Consumer's side. */
@NullMarked
package dev.xdsi.consumer.iti43;

import org.jspecify.annotations.NullMarked;
