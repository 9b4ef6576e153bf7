@NullMarked
package io.sparkbot.testdb;

import org.jspecify.annotations.NullMarked;
