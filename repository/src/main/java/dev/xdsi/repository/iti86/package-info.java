/** Remove Documents [ITI-86], the Document Repository's side. */
@NullMarked
package dev.xdsi.repository.iti86;

import org.jspecify.annotations.NullMarked;
