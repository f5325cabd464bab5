/** Classes of imagined services for the fences' own tests. */
@NullMarked
package jp.go.jica.partnerships.programs.sound.rest;

import org.jspecify.annotations.NullMarked;
