/** What of the registry exists for one caller, by the consents of the patients. */
@NullMarked
package dev.xdsi.registry.disclosure;

import org.jspecify.annotations.NullMarked;
