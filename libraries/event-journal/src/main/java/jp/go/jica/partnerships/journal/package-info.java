/** Appending to the journal: one row per change, in the same transaction as the change. */
@NullMarked
package jp.go.jica.partnerships.journal;

import org.jspecify.annotations.NullMarked;
