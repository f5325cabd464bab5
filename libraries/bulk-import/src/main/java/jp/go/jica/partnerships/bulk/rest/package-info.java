/** Imports over HTTP, and tables as CSV. */
@NullMarked
package jp.go.jica.partnerships.bulk.rest;

import org.jspecify.annotations.NullMarked;
