/** Typed tables from a real server, and the throwaway server itself. Build and tests only; nothing of it ships. */
@NullMarked
package io.sparkbot.codegen;

import org.jspecify.annotations.NullMarked;
