/** WADO-RS Retrieve [RAD-107], the Imaging Document Source's side. */
@NullMarked
package dev.xdsi.imaging.rad107;

import org.jspecify.annotations.NullMarked;
