/** WS-Addressing 1.0 as IHE uses it: actions from the WSDL, answers on the connection of the request or where it was agreed (ITI TF-2: Appendix V.3). */
@NullMarked
package dev.xdsi.soap.addressing;

import org.jspecify.annotations.NullMarked;
