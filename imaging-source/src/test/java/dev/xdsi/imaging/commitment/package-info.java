@NullMarked
package dev.xdsi.imaging.commitment;

import org.jspecify.annotations.NullMarked;
