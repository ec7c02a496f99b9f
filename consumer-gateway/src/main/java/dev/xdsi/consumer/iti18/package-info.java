/** Registry Stored Query [ITI-18], the Document Consumer's side. */
@NullMarked
package dev.xdsi.consumer.iti18;

import org.jspecify.annotations.NullMarked;
