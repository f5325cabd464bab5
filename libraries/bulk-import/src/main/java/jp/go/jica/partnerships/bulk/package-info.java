/** Files that are taken in as jobs: kept, claimed by one instance at a time, done in transactions, resumed after a kill. */
@NullMarked
package jp.go.jica.partnerships.bulk;

import org.jspecify.annotations.NullMarked;
