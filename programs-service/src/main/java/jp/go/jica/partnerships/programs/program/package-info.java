/** Programs: projects and courses under a scheme, with their runs. */
@NullMarked
package jp.go.jica.partnerships.programs.program;

import org.jspecify.annotations.NullMarked;
