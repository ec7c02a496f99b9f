/** Update Document Set [ITI-57]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti57;

import org.jspecify.annotations.NullMarked;
