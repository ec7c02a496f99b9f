/** Document Metadata Subscribe [ITI-52], the Document Metadata Notification Broker's side. */
@NullMarked
package dev.xdsi.registry.iti52;

import org.jspecify.annotations.NullMarked;
