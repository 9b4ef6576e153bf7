@NullMarked
package io.sparkbot.config;

import org.jspecify.annotations.NullMarked;
