@NullMarked
package io.sparkbot.rooms;

import org.jspecify.annotations.NullMarked;
