/** Which columns a kind of file has, and how a row becomes the JSON of a resource and comes from it. */
@NullMarked
package jp.go.jica.partnerships.bulk.sheet;

import org.jspecify.annotations.NullMarked;
