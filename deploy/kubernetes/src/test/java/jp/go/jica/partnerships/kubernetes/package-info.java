/** Holds what is deployed to Kubernetes against rules, without a cluster. */
@NullMarked
package jp.go.jica.partnerships.kubernetes;

import org.jspecify.annotations.NullMarked;
