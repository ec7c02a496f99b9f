/** How notifications leave (ITI-53). */
@NullMarked
package dev.xdsi.registry.iti53;

import org.jspecify.annotations.NullMarked;
