/** Classes of imagined services for the fences' own tests. */
@NullMarked
package jp.go.jica.partnerships.agreements.agreement;

import org.jspecify.annotations.NullMarked;
