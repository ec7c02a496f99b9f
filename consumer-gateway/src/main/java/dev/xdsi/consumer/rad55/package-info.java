/** WADO Retrieve [RAD-55], the Imaging Document Consumer's side. */
@NullMarked
package dev.xdsi.consumer.rad55;

import org.jspecify.annotations.NullMarked;
