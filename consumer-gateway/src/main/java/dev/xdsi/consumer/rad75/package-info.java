/** Cross Gateway Retrieve Imaging Document Set [RAD-75]. */
@NullMarked
package dev.xdsi.consumer.rad75;

import org.jspecify.annotations.NullMarked;
