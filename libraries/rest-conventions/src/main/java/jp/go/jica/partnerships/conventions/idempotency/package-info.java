/** A POST that is sent again under its {@code Idempotency-Key} is answered again and not done again. */
@NullMarked
package jp.go.jica.partnerships.conventions.idempotency;

import org.jspecify.annotations.NullMarked;
