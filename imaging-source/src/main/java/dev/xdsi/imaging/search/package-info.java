/** Looking for what the archive has, for one caller: C-FIND and QIDO-RS are two ways to ask. */
@NullMarked
package dev.xdsi.imaging.search;

import org.jspecify.annotations.NullMarked;
