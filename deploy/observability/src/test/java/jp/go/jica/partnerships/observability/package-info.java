@NullMarked
package jp.go.jica.partnerships.observability;

import org.jspecify.annotations.NullMarked;
