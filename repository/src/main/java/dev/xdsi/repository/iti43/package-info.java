/** Retrieve Document Set [ITI-43], the Document Repository's side. */
@NullMarked
package dev.xdsi.repository.iti43;

import org.jspecify.annotations.NullMarked;
