/** A token issuer for one machine: it gives every claim it is asked for, so that every role can be tried. */
@NullMarked
package jp.go.jica.partnerships.issuer;

import org.jspecify.annotations.NullMarked;
