/** QIDO-RS Query [RAD-129], the Imaging Document Source's side. */
@NullMarked
package dev.xdsi.imaging.rad129;

import org.jspecify.annotations.NullMarked;
