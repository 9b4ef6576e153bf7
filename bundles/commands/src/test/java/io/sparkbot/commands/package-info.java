@NullMarked
package io.sparkbot.commands;

import org.jspecify.annotations.NullMarked;
