/** What runs inside the child processes of the bus: broker, Connect, or both in one. */
@NullMarked
package jp.go.jica.partnerships.local.bus;

import org.jspecify.annotations.NullMarked;
