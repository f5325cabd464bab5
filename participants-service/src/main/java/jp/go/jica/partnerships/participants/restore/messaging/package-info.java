/** Reading what this service has told itself. */
@NullMarked
package jp.go.jica.partnerships.participants.restore.messaging;

import org.jspecify.annotations.NullMarked;
