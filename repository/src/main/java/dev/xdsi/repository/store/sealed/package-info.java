/** Contents encrypted at rest, wherever they are. */
@NullMarked
package dev.xdsi.repository.store.sealed;

import org.jspecify.annotations.NullMarked;
