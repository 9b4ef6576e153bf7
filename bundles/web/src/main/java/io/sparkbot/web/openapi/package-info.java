/** The API document, made from what is registered at this moment. */
@NullMarked
package io.sparkbot.web.openapi;

import org.jspecify.annotations.NullMarked;
