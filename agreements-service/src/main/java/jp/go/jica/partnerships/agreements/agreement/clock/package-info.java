/** Has announced what became true by its date. */
@NullMarked
package jp.go.jica.partnerships.agreements.agreement.clock;

import org.jspecify.annotations.NullMarked;
