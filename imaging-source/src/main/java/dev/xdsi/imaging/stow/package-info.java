/** Store Instances over the web, STOW-RS (PS3.18 10.5). */
@NullMarked
package dev.xdsi.imaging.stow;

import org.jspecify.annotations.NullMarked;
