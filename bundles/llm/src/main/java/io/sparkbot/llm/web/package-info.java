/** Models over HTTP. */
@NullMarked
package io.sparkbot.llm.web;

import org.jspecify.annotations.NullMarked;
