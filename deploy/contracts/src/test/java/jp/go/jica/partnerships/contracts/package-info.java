/** What the committed descriptions of the APIs keep, whoever calls them. */
@NullMarked
package jp.go.jica.partnerships.contracts;

import org.jspecify.annotations.NullMarked;
