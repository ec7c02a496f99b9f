/** WADO Retrieve [RAD-55], the Imaging Document Source's side. */
@NullMarked
package dev.xdsi.imaging.rad55;

import org.jspecify.annotations.NullMarked;
