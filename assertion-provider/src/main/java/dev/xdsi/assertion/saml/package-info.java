/** SAML 2.0 assertions as XUA wants them (ITI TF-2: 3.40.4.1.2): written and signed. */
@NullMarked
package dev.xdsi.assertion.saml;

import org.jspecify.annotations.NullMarked;
