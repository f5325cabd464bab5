/** The key of each person: what is personal is sealed under it, and gone for good once it is destroyed. */
@NullMarked
package jp.go.jica.partnerships.participants.personalkey;

import org.jspecify.annotations.NullMarked;
