/** Remove Metadata [ITI-62], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti62;

import org.jspecify.annotations.NullMarked;
