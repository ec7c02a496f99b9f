/** The node's identity in TLS: key, certificates and whom it trusts (ITI TF-2: 3.19). */
@NullMarked
package dev.xdsi.soap.tls;

import org.jspecify.annotations.NullMarked;
