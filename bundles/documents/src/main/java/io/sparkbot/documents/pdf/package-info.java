/** The program of the process that reads a PDF. */
@NullMarked
package io.sparkbot.documents.pdf;

import org.jspecify.annotations.NullMarked;
