/** The file workspace of a room: tools that read and change files there and reach nothing else. */
@NullMarked
package io.sparkbot.tools.files;

import org.jspecify.annotations.NullMarked;
