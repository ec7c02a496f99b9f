/** The HTTP server, and the SOAP endpoints and servlets that share its ports. */
@NullMarked
package dev.xdsi.soap.server;

import org.jspecify.annotations.NullMarked;
