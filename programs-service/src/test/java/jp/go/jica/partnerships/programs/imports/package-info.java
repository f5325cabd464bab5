@NullMarked
package jp.go.jica.partnerships.programs.imports;

import org.jspecify.annotations.NullMarked;
