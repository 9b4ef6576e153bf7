/** The embedded PostgreSQL server: unpack, create, start, adopt, watch, stop. */
@NullMarked
package io.sparkbot.launcher.postgres;

import org.jspecify.annotations.NullMarked;
