/** Remove Documents [ITI-86]: the request, shared by both sides. */
@NullMarked
package dev.xdsi.transaction.iti86;

import org.jspecify.annotations.NullMarked;
