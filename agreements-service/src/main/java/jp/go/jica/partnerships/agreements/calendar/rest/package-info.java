/** The calendar and its links over HTTP. */
@NullMarked
package jp.go.jica.partnerships.agreements.calendar.rest;

import org.jspecify.annotations.NullMarked;
