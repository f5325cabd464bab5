/** Participants over HTTP. */
@NullMarked
package jp.go.jica.partnerships.participants.participant.rest;

import org.jspecify.annotations.NullMarked;
