/** What is kept of a person, over HTTP. */
@NullMarked
package jp.go.jica.partnerships.participants.export.rest;

import org.jspecify.annotations.NullMarked;
