/** Following the topic of programs. */
@NullMarked
package jp.go.jica.partnerships.participants.programreplica.messaging;

import org.jspecify.annotations.NullMarked;
