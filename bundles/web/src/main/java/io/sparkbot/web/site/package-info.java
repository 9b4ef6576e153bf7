/** The web app, served from the bundle that carries it. */
@NullMarked
package io.sparkbot.web.site;

import org.jspecify.annotations.NullMarked;
