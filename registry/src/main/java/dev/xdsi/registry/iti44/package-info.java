/** Patient Identity Feed HL7 V3 [ITI-44], the receiver's side. */
@NullMarked
package dev.xdsi.registry.iti44;

import org.jspecify.annotations.NullMarked;
