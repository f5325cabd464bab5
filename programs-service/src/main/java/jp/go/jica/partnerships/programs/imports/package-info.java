/** Lists of programs as files: which columns they have and what their rows do. */
@NullMarked
package jp.go.jica.partnerships.programs.imports;

import org.jspecify.annotations.NullMarked;
