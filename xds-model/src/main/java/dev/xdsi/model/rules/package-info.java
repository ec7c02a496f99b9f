/** Metadata rules that need no store, as tables that read like the standard. */
@NullMarked
package dev.xdsi.model.rules;

import org.jspecify.annotations.NullMarked;
