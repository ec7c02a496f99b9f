/** How lines of the log are written. */
@NullMarked
package dev.xdsi.gateway.log;

import org.jspecify.annotations.NullMarked;
