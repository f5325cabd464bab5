/** What every service's API keeps, tested on the operations that its own description lists. */
@NullMarked
package jp.go.jica.partnerships.testing.conventions;

import org.jspecify.annotations.NullMarked;
