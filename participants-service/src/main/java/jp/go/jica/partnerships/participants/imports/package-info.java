/** Cohorts as files: which columns they have and what their rows do. */
@NullMarked
package jp.go.jica.partnerships.participants.imports;

import org.jspecify.annotations.NullMarked;
