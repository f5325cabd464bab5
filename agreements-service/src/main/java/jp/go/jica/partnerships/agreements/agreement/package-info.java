/** Cooperation agreements with local governments: what was agreed, who signed, and on which days it is in force. */
@NullMarked
package jp.go.jica.partnerships.agreements.agreement;

import org.jspecify.annotations.NullMarked;
