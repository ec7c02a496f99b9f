/** Cross Gateway Patient Discovery [ITI-55]: the request and its answers. */
@NullMarked
package dev.xdsi.transaction.iti55;

import org.jspecify.annotations.NullMarked;
