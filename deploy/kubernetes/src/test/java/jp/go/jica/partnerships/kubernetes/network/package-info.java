/** Who may reach whom, worked out from the network policies. */
@NullMarked
package jp.go.jica.partnerships.kubernetes.network;

import org.jspecify.annotations.NullMarked;
