@NullMarked
package dev.xdsi.imaging.forward;

import org.jspecify.annotations.NullMarked;
