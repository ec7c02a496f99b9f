/** The Storage Service Class as SCU (PS3.4 Annex B): instances leave as they are kept, or as their receiver takes them. */
@NullMarked
package dev.xdsi.imaging.sending;

import org.jspecify.annotations.NullMarked;
