/** A journal's digest over HTTP, in every service that keeps a journal. */
@NullMarked
package jp.go.jica.partnerships.digest.rest;

import org.jspecify.annotations.NullMarked;
