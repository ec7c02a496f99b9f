/** Whether the gateway and each of its actors can do their work now, and what somebody should look at. */
@NullMarked
package dev.xdsi.gateway.health;

import org.jspecify.annotations.NullMarked;
