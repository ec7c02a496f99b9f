/** WADO-RS Retrieve [RAD-107], the Imaging Document Consumer's side. */
@NullMarked
package dev.xdsi.consumer.rad107;

import org.jspecify.annotations.NullMarked;
