/** Whether the relay's connector runs in somebody else's Kafka Connect. */
@NullMarked
package jp.go.jica.partnerships.connect;

import org.jspecify.annotations.NullMarked;
