/** Programs over HTTP. */
@NullMarked
package jp.go.jica.partnerships.programs.program.rest;

import org.jspecify.annotations.NullMarked;
