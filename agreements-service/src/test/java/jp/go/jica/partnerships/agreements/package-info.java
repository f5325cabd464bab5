/** What holds for the whole service. */
@NullMarked
package jp.go.jica.partnerships.agreements;

import org.jspecify.annotations.NullMarked;
