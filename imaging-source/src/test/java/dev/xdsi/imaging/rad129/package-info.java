@NullMarked
package dev.xdsi.imaging.rad129;

import org.jspecify.annotations.NullMarked;
