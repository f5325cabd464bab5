/** What a feature may say of a request without knowing HTTP: how it refuses, and which version it wants. */
@NullMarked
package jp.go.jica.partnerships.conventions;

import org.jspecify.annotations.NullMarked;
