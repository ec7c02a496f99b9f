/** Registry Stored Query [ITI-18], the Document Registry's side. */
@NullMarked
package dev.xdsi.registry.iti18;

import org.jspecify.annotations.NullMarked;
