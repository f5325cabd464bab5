/** The whole system, started as a developer starts it and watched from outside. */
@NullMarked
package jp.go.jica.partnerships.systemtests;

import org.jspecify.annotations.NullMarked;
