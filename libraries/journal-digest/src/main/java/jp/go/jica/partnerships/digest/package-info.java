/** What an owner tells others of its journal, so that they can see whether all of it has arrived. */
@NullMarked
package jp.go.jica.partnerships.digest;

import org.jspecify.annotations.NullMarked;
