/** Who calls, and for which offices. */
@NullMarked
package jp.go.jica.partnerships.conventions.access;

import org.jspecify.annotations.NullMarked;
