/** Cross Gateway Patient Discovery [ITI-55], as the Responding and as the Initiating Gateway. */
@NullMarked
package dev.xdsi.consumer.iti55;

import org.jspecify.annotations.NullMarked;
