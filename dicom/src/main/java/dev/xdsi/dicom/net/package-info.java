/**
 * Associations as acceptor and as requestor (PS3.8) with the DIMSE services that run over them (PS3.7). A data set is a
 * stream of bytes here: nothing in this package knows what is inside.
 */
@NullMarked
package dev.xdsi.dicom.net;

import org.jspecify.annotations.NullMarked;
