/** A second, plain Document Registry, and random histories in which it and the real one must say the same. */
@NullMarked
package dev.xdsi.registry.model;

import org.jspecify.annotations.NullMarked;
