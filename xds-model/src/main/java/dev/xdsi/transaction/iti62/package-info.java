/** Remove Metadata [ITI-62]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti62;

import org.jspecify.annotations.NullMarked;
