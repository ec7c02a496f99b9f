/** Tries partners out: whether they can be reached, are who they should be, and answer. */
@NullMarked
package dev.xdsi.gateway.partners;

import org.jspecify.annotations.NullMarked;
