/** Settings: declared by bundles, taken from file, environment and what was saved, delivered live. */
@NullMarked
package io.sparkbot.config;

import org.jspecify.annotations.NullMarked;
