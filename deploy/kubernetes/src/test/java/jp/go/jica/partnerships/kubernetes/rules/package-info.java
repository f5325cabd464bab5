/** What must hold for everything that is deployed, each rule by itself. */
@NullMarked
package jp.go.jica.partnerships.kubernetes.rules;

import org.jspecify.annotations.NullMarked;
