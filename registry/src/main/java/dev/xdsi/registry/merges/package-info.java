/** The registry as it is where patients were found to be one person: everything belongs to the survivor, without being moved. */
@NullMarked
package dev.xdsi.registry.merges;

import org.jspecify.annotations.NullMarked;
