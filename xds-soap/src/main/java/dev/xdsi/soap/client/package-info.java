/** How a partner's SOAP service is called. */
@NullMarked
package dev.xdsi.soap.client;

import org.jspecify.annotations.NullMarked;
