/** Cross Gateway Retrieve [ITI-39]. */
@NullMarked
package dev.xdsi.consumer.iti39;

import org.jspecify.annotations.NullMarked;
