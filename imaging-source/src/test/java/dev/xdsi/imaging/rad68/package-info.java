@NullMarked
package dev.xdsi.imaging.rad68;

import org.jspecify.annotations.NullMarked;
