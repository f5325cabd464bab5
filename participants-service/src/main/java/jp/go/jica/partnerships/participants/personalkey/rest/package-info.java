/** The keys of persons over HTTP: that they are wrapped anew, never what they are. */
@NullMarked
package jp.go.jica.partnerships.participants.personalkey.rest;

import org.jspecify.annotations.NullMarked;
