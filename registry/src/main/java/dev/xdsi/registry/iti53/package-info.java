/** Document Metadata Notify [ITI-53], the Document Metadata Notification Broker's side. */
@NullMarked
package dev.xdsi.registry.iti53;

import org.jspecify.annotations.NullMarked;
