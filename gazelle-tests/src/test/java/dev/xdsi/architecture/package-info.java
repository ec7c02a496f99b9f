/** The laws of the house, as tests. */
@NullMarked
package dev.xdsi.architecture;

import org.jspecify.annotations.NullMarked;
