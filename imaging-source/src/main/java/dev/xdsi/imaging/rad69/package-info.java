/** Retrieve Imaging Document Set [RAD-69], the Imaging Document Source's side. */
@NullMarked
package dev.xdsi.imaging.rad69;

import org.jspecify.annotations.NullMarked;
