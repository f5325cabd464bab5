/** A service as small as can be, to try the servers on. */
@NullMarked
package jp.go.jica.partnerships.testing.sample;

import org.jspecify.annotations.NullMarked;
