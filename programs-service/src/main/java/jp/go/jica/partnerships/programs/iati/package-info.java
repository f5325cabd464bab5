/** Programs as activities of the IATI Standard, version 2.03. */
@NullMarked
package jp.go.jica.partnerships.programs.iati;

import org.jspecify.annotations.NullMarked;
