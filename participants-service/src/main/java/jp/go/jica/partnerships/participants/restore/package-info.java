/** What a backup brings back though it was erased is erased again before anything is answered. */
@NullMarked
package jp.go.jica.partnerships.participants.restore;

import org.jspecify.annotations.NullMarked;
