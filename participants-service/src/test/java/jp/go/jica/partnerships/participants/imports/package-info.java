@NullMarked
package jp.go.jica.partnerships.participants.imports;

import org.jspecify.annotations.NullMarked;
