@NullMarked
package dev.xdsi.imaging.stow;

import org.jspecify.annotations.NullMarked;
