/** Participations: one person in one run, from nomination to completion. */
@NullMarked
package jp.go.jica.partnerships.participants.participation;

import org.jspecify.annotations.NullMarked;
