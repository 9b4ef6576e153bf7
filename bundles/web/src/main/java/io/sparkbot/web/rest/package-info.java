/** One Jersey application per bundle behind one servlet: routing, leases, gaps. */
@NullMarked
package io.sparkbot.web.rest;

import org.jspecify.annotations.NullMarked;
