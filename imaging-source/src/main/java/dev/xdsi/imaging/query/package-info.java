/** Questions to the archive as data (PS3.4 C.2, PS3.18 10.6): levels, matching, return keys; what C-FIND and QIDO-RS have in common. */
@NullMarked
package dev.xdsi.imaging.query;

import org.jspecify.annotations.NullMarked;
