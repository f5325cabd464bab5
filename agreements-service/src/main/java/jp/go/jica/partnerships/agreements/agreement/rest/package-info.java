/** Agreements over HTTP. */
@NullMarked
package jp.go.jica.partnerships.agreements.agreement.rest;

import org.jspecify.annotations.NullMarked;
