@NullMarked
package io.sparkbot.store;

import org.jspecify.annotations.NullMarked;
