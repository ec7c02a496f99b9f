/** Provide and Register Imaging Document Set [RAD-68], the Imaging Document Source's side. */
@NullMarked
package dev.xdsi.imaging.rad68;

import org.jspecify.annotations.NullMarked;
