/** Restricted Update Document Set [ITI-92]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti92;

import org.jspecify.annotations.NullMarked;
