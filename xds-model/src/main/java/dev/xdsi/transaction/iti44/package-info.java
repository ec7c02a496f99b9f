/** Patient Identity Feed HL7 V3 [ITI-44]: what a Patient Identity Source says, and what it is answered. */
@NullMarked
package dev.xdsi.transaction.iti44;

import org.jspecify.annotations.NullMarked;
