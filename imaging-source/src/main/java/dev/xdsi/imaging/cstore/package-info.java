/** The Storage Service Class as SCP (PS3.4 Annex B), the way most instances come in. */
@NullMarked
package dev.xdsi.imaging.cstore;

import org.jspecify.annotations.NullMarked;
