/** Participants: persons, and all that is personal in the system. */
@NullMarked
package jp.go.jica.partnerships.participants.participant;

import org.jspecify.annotations.NullMarked;
