@NullMarked
package jp.go.jica.partnerships.bulk.sheet;

import org.jspecify.annotations.NullMarked;
