/** What the Document Registry asks of its storage. */
@NullMarked
package dev.xdsi.registry.store;

import org.jspecify.annotations.NullMarked;
