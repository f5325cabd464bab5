@NullMarked
package jp.go.jica.partnerships.programs.iati;

import org.jspecify.annotations.NullMarked;
