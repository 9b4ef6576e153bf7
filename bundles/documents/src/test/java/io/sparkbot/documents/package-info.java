@NullMarked
package io.sparkbot.documents;

import org.jspecify.annotations.NullMarked;
