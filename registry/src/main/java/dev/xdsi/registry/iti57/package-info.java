/** Update Document Set [ITI-57], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti57;

import org.jspecify.annotations.NullMarked;
