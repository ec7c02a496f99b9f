/** The application entities elsewhere that may query and retrieve over DIMSE, and where C-MOVE may send to. */
@NullMarked
package dev.xdsi.imaging.partner;

import org.jspecify.annotations.NullMarked;
