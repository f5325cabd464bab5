/** Participations over HTTP. */
@NullMarked
package jp.go.jica.partnerships.participants.participation.rest;

import org.jspecify.annotations.NullMarked;
