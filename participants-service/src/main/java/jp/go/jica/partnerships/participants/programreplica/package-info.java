/** What this service knows of programs and their runs, which another service owns. */
@NullMarked
package jp.go.jica.partnerships.participants.programreplica;

import org.jspecify.annotations.NullMarked;
