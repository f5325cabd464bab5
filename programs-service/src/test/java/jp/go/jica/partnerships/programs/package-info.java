@NullMarked
package jp.go.jica.partnerships.programs;

import org.jspecify.annotations.NullMarked;
