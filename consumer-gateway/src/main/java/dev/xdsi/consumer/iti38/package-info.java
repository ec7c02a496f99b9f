/** Cross Gateway Query [ITI-38]. */
@NullMarked
package dev.xdsi.consumer.iti38;

import org.jspecify.annotations.NullMarked;
