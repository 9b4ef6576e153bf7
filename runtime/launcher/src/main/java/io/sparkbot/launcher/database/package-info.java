/** Where the database is: embedded or external. */
@NullMarked
package io.sparkbot.launcher.database;

import org.jspecify.annotations.NullMarked;
