/** Retrieval over DIMSE: C-MOVE to a known destination, C-GET on the association itself (PS3.4 C.4.2, C.4.3). */
@NullMarked
package dev.xdsi.imaging.cmove;

import org.jspecify.annotations.NullMarked;
