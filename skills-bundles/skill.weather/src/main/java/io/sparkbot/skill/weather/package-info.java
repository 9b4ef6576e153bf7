/** The model skill: one read tool, no key, a clear error when the network is away. */
@NullMarked
package io.sparkbot.skill.weather;

import org.jspecify.annotations.NullMarked;
