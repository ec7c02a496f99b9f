/** The Query/Retrieve Service Class as SCP: C-FIND (PS3.4 C.4.1), and what the identifiers of all its services have in common. */
@NullMarked
package dev.xdsi.imaging.cfind;

import org.jspecify.annotations.NullMarked;
