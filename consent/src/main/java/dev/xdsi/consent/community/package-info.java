/** What other communities answer, filtered once more by the consents that our community keeps. */
@NullMarked
package dev.xdsi.consent.community;

import org.jspecify.annotations.NullMarked;
