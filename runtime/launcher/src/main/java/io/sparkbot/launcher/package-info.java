/** Starts the framework, the database and the bundles, and stops them again. */
@NullMarked
package io.sparkbot.launcher;

import org.jspecify.annotations.NullMarked;
