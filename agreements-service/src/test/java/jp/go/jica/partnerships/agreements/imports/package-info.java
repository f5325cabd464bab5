@NullMarked
package jp.go.jica.partnerships.agreements.imports;

import org.jspecify.annotations.NullMarked;
