/** IATI over HTTP. */
@NullMarked
package jp.go.jica.partnerships.programs.iati.rest;

import org.jspecify.annotations.NullMarked;
