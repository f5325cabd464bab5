@NullMarked
package jp.go.jica.partnerships.bulk.csv;

import org.jspecify.annotations.NullMarked;
