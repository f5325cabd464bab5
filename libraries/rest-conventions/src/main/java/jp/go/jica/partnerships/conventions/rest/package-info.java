/** One set of HTTP rules for all services: problems, strict bodies and parameters, entity tags, pages. */
@NullMarked
package jp.go.jica.partnerships.conventions.rest;

import org.jspecify.annotations.NullMarked;
