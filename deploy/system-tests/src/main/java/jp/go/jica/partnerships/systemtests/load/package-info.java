/** Brings a plan into a running system through its public APIs. */
@NullMarked
package jp.go.jica.partnerships.systemtests.load;

import org.jspecify.annotations.NullMarked;
