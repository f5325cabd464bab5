/** The system as anybody outside sees it: addresses, tokens, requests and answers. */
@NullMarked
package jp.go.jica.partnerships.systemtests.client;

import org.jspecify.annotations.NullMarked;
