/** Measurements of a running system. They print figures and judge nothing. */
@NullMarked
package jp.go.jica.partnerships.systemtests.bench;

import org.jspecify.annotations.NullMarked;
