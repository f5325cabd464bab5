/** Classes that break one rule each, so that the fences can be seen to hold. */
@NullMarked
package jp.go.jica.partnerships.programs.violating;

import org.jspecify.annotations.NullMarked;
