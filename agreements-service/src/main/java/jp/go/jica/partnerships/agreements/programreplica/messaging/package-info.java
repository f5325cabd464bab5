/** Following the topic of programs. */
@NullMarked
package jp.go.jica.partnerships.agreements.programreplica.messaging;

import org.jspecify.annotations.NullMarked;
