/** The systems of other communities that a Document Consumer calls. */
@NullMarked
package dev.xdsi.consumer.partner;

import org.jspecify.annotations.NullMarked;
