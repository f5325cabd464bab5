/** Which fields a resource may have. */
@NullMarked
package jp.go.jica.partnerships.kubernetes.shape;

import org.jspecify.annotations.NullMarked;
