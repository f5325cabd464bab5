/** Who has seen whose personal data, when and what for. */
@NullMarked
package jp.go.jica.partnerships.participants.accesslog;

import org.jspecify.annotations.NullMarked;
