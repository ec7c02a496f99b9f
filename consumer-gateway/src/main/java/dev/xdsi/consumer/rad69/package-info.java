/** Retrieve Imaging Document Set [RAD-69], the Imaging Document Consumer's side. */
@NullMarked
package dev.xdsi.consumer.rad69;

import org.jspecify.annotations.NullMarked;
