/** WS-Addressing 1.0 as IHE uses it: synchronous, actions from the WSDL (ITI TF-2: Appendix V.3). */
@NullMarked
package dev.xdsi.soap.addressing;

import org.jspecify.annotations.NullMarked;
