/** What is answered until all erasures are known to be done. */
@NullMarked
package jp.go.jica.partnerships.participants.restore.rest;

import org.jspecify.annotations.NullMarked;
