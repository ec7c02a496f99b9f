/** Patient Identity Feed [ITI-8], the receiver's side. */
@NullMarked
package dev.xdsi.registry.iti8;

import org.jspecify.annotations.NullMarked;
