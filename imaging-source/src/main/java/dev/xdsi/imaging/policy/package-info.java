/** What of an archive is published, and how: rules that its operator writes. */
@NullMarked
package dev.xdsi.imaging.policy;

import org.jspecify.annotations.NullMarked;
