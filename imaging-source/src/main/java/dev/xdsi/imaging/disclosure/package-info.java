/** What left this archive, and for whom: the part of retrieval that all retrieve transactions share. */
@NullMarked
package dev.xdsi.imaging.disclosure;

import org.jspecify.annotations.NullMarked;
