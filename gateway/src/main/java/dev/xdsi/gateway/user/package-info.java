/** Users of this gateway: how the portal lets them in, the first of them, and their administration. */
@NullMarked
package dev.xdsi.gateway.user;

import org.jspecify.annotations.NullMarked;
