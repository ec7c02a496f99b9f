/** Who is believed about users, as an operator writes it. */
@NullMarked
package dev.xdsi.gateway.xua;

import org.jspecify.annotations.NullMarked;
