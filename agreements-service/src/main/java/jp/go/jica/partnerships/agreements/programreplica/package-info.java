/** What this service knows of programs, which another service owns. */
@NullMarked
package jp.go.jica.partnerships.agreements.programreplica;

import org.jspecify.annotations.NullMarked;
