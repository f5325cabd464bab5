/** What holds for the whole service. */
@NullMarked
package jp.go.jica.partnerships.participants;

import org.jspecify.annotations.NullMarked;
