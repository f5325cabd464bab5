/** The rules that hold in every service, as tests that each service runs against itself. */
@NullMarked
package jp.go.jica.partnerships.testing.conventions;

import org.jspecify.annotations.NullMarked;
