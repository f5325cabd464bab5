/** Following the topic of agreements. */
@NullMarked
package jp.go.jica.partnerships.programs.agreementreplica.messaging;

import org.jspecify.annotations.NullMarked;
