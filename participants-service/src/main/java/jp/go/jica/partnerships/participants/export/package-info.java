/** Everything that is kept of a person, for the person. */
@NullMarked
package jp.go.jica.partnerships.participants.export;

import org.jspecify.annotations.NullMarked;
