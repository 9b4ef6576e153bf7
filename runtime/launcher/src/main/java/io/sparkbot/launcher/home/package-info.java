/** The home folder and what is settled before the framework exists: lock, run files, address. */
@NullMarked
package io.sparkbot.launcher.home;

import org.jspecify.annotations.NullMarked;
