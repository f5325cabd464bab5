/** What this service knows of agreements, which another service owns. */
@NullMarked
package jp.go.jica.partnerships.programs.agreementreplica;

import org.jspecify.annotations.NullMarked;
