/** Retrieve Imaging Document Set [RAD-69]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.rad69;

import org.jspecify.annotations.NullMarked;
