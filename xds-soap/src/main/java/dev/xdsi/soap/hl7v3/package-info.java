/** HL7 v3 messages: the generated types and what they mean. */
@NullMarked
package dev.xdsi.soap.hl7v3;

import org.jspecify.annotations.NullMarked;
