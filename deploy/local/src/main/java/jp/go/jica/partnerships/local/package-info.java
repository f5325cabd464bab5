/** The launcher: runs the whole system on one machine as its child processes, and runs nothing else itself. */
@NullMarked
package jp.go.jica.partnerships.local;

import org.jspecify.annotations.NullMarked;
