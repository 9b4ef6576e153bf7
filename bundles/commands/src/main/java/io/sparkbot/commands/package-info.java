/** The registry of the commands that begin with a slash, which every bundle can contribute to. */
@NullMarked
package io.sparkbot.commands;

import org.jspecify.annotations.NullMarked;
