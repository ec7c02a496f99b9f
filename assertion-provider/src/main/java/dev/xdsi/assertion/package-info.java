/** The X-Assertion Provider of XUA (ITI TF-1: 13.4): vouches for local users by SAML 2.0 assertions. */
@NullMarked
package dev.xdsi.assertion;

import org.jspecify.annotations.NullMarked;
